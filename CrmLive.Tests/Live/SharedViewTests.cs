using System.Collections.Concurrent;
using CrmLive.Core.Live;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Live;

/// <summary>Many screens that wait for one snapshot.</summary>
[Trait("Feature", "P6")]
public sealed class SharedViewTests
{
    [ThreadStatic]
    private static bool _publishing;

    private readonly SharedView<string> _view = new("first");

    [Fact]
    public async Task Each_watcher_goes_on_once_with_the_newest_and_none_of_them_on_the_thread_of_whoever_published()
    {
        var watchers = Enumerable.Range(0, 100).Select(i => Watcher(2, i % 2 == 0)).ToList();
        await PublishAsync("second");
        await Eventually.True(() => watchers.TrueForAll(watcher => watcher.Seen.Count == 1), "all saw the second");
        await PublishAsync("third");
        var seen = await Task.WhenAll(watchers.Select(watcher => watcher.Done)).WaitAsync(Eventually.Patience);
        Assert.All(watchers, watcher => Assert.Equal(["second", "third"], watcher.Seen));
        Assert.All(seen, Assert.False);
    }

    [Fact]
    public async Task Whoever_leaves_or_comes_too_late_holds_nobody_up()
    {
        using var left = new CancellationTokenSource();
        var snapshot = _view.Current;
        var waiting = Enumerable.Range(0, 20).Select(i => snapshot.NextInTurnAsync(i % 2 == 0 ? left.Token : default)).ToList();
        await left.CancelAsync();
        await PublishAsync("second");
        await Task.WhenAll(waiting.Where((_, i) => i % 2 == 1)).WaitAsync(Eventually.Patience);
        Assert.All(waiting.Where((_, i) => i % 2 == 0), task => Assert.True(task.IsCanceled));
        for (var i = 0; i < 20; i++)
        {
            await snapshot.NextInTurnAsync(default).WaitAsync(Eventually.Patience);
        }

        Assert.Equal(("second", 1), (_view.Current.Value, _view.Current.Version));
    }

    // Where nothing keeps a watcher from going on at once, as the test's own context would.
    private Task PublishAsync(string value) => Task.Run(() =>
    {
        _publishing = true;
        _view.Publish(value);
        _publishing = false;
    });

    /// <summary>What one watcher saw, and whether it ever went on within the publishing.</summary>
    private (ConcurrentQueue<string> Seen, Task<bool> Done) Watcher(int times, bool inTurn)
    {
        var seen = new ConcurrentQueue<string>();
        return (seen, FollowAsync());

        async Task<bool> FollowAsync()
        {
            var (snapshot, within) = (_view.Current, false);
            for (var i = 0; i < times; i++)
            {
                await (inTurn ? snapshot.NextInTurnAsync(default) : snapshot.NextAsync(default)).ConfigureAwait(false);
                within |= _publishing;
                snapshot = _view.Current;
                seen.Enqueue(snapshot.Value);
            }

            return within;
        }
    }
}
