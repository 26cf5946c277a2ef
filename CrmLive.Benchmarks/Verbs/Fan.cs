using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Rings and waits until the last of a crowd has seen it, some times over.</summary>
public static class Fan
{
    private static int _marks;

    /// <summary>Never a part of another mark, nor of any other text.</summary>
    public static string Mark() => $"q{Interlocked.Increment(ref _marks):D7}z";

    /// <param name="mark">What the crowd will see next.</param>
    /// <param name="ring">Makes the server show the mark to everyone; answers the moment (of the machine's one monotonic clock) from which to count.</param>
    public static async Task<Sample> OutAsync<T>(Crowd<T> crowd, Func<string> mark, Func<string, Task<long>> ring, int times, CancellationToken ct, Func<Task>? between = null) where T : IWatcher
    {
        var last = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var next = mark();
            var sighting = crowd.LookFor(next);
            var start = await ring(next);
            try
            {
                await sighting.All.WaitAsync(TimeSpan.FromSeconds(30), ct);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"Only {sighting.Count} of {crowd.Watchers.Count} saw {next} within 30 s.");
            }
            last.Add(sighting.LastAfter(start).TotalMilliseconds);
            if (between is not null)
            {
                await between();
            }
            // The acknowledgements of this one, and the rest the view takes between two snapshots, shall not be in the way of the next.
            await Task.Delay(100, ct);
        }
        return new Sample(last);
    }
}
