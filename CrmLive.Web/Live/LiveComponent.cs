using CrmLive.Core.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Live;

/// <summary>The one class that listens. The component pulls: it waits, reads once, renders once and then rests for its pace, so no burst can flood it.</summary>
/// <remarks>The loops start inside the component, so a Polish page stays Polish whoever made the change.</remarks>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan ListPace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _left = new();

    [Inject]
    private ILiveBus Bus { get; set; } = default!;

    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Ends when the page is left; goes to every query.</summary>
    protected CancellationToken Lifetime => _left.Token;

    /// <summary>Calls <paramref name="refresh"/> and renders when something of the topic has changed. Watch first, then load: what happens in between would be lost.</summary>
    /// <param name="only">Which rows matter here; a doorbell for the whole topic (id 0) always does.</param>
    protected void Watch(LiveTopic topic, Func<Task> refresh, TimeSpan? pace = null, Func<int, bool>? only = null)
    {
        var subscription = Bus.Subscribe(topic);
        _ = LoopAsync(
            async () =>
            {
                while (!(await subscription.ReadBatchAsync(Lifetime)).Any(ring => ring.Id == 0 || only is null || only(ring.Id)))
                {
                }
            },
            async () =>
            {
                await refresh();
                StateHasChanged();
            },
            pace ?? ListPace,
            subscription);
    }

    /// <summary>For what is patched row by row: hands on which ids rang since it last did; 0 among them stands for the whole topic.</summary>
    protected void WatchIds(LiveTopic topic, Func<IReadOnlySet<int>, Task> take, TimeSpan? pace = null)
    {
        var subscription = Bus.Subscribe(topic);
        IReadOnlySet<int> rung = new HashSet<int>();
        _ = LoopAsync(
            async () => rung = (await subscription.ReadBatchAsync(Lifetime)).Select(ring => ring.Id).ToHashSet(),
            () => take(rung),
            pace ?? ListPace,
            subscription);
    }

    /// <summary>For what finds out by itself which of its leaves to render; a ring of any of the topics reads once.</summary>
    protected void Hear(IReadOnlyList<LiveTopic> topics, Func<Task> refresh, TimeSpan? pace = null)
    {
        var subscription = Bus.Subscribe(topics);
        _ = LoopAsync(async () => await subscription.ReadBatchAsync(Lifetime), refresh, pace ?? ListPace, subscription);
    }

    /// <summary>For what changes by the clock alone.</summary>
    protected void Every(TimeSpan pace, Func<Task> refresh) => _ = LoopAsync(() => Task.Delay(pace, Clock, Lifetime), refresh, TimeSpan.Zero);

    /// <summary>Hands each new snapshot to <paramref name="show"/>, which renders what it must; the first one at once.</summary>
    protected void Watch<T>(SharedView<T> view, Action<T> show, TimeSpan pace)
        where T : class
    {
        var shown = view.Current;
        show(shown.Value);
        _ = LoopAsync(
            () => shown.NextInTurnAsync(Lifetime),
            () =>
            {
                shown = view.Current;
                show(shown.Value);
                return Task.CompletedTask;
            },
            pace);
    }

    /// <summary>For news that carry nothing: each snapshot of <paramref name="view"/> is a ring, and the component reads for itself.</summary>
    protected void Hear<T>(SharedView<T> view, Func<Task> refresh, TimeSpan pace)
        where T : class
    {
        var heard = view.Current;
        _ = LoopAsync(
            () => heard.NextAsync(Lifetime),
            () =>
            {
                heard = view.Current;
                return refresh();
            },
            pace);
    }

    private async Task LoopAsync(Func<Task> news, Func<Task> show, TimeSpan pace, IDisposable? held = null)
    {
        using (held)
        {
            try
            {
                while (true)
                {
                    await news().ConfigureAwait(false);
                    await InvokeAsync(show).ConfigureAwait(false);
                    if (pace > TimeSpan.Zero)
                    {
                        await Task.Delay(pace, Clock, Lifetime).ConfigureAwait(false);
                    }
                }
            }
            catch (Exception) when (_left.IsCancellationRequested)
            {
                // The page was left; whatever the unfinished query says, nobody is waiting for it.
            }
            catch (Exception e)
            {
                await DispatchExceptionAsync(e).ConfigureAwait(false);
            }
        }
    }

    /// <summary>For what a component holds besides its watches.</summary>
    protected virtual ValueTask LeaveAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await LeaveAsync();
        GC.SuppressFinalize(this);
    }
}
