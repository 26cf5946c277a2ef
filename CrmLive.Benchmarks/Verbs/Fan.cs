using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Rings and waits until the last of a crowd has seen it, some times over.</summary>
public static class Fan
{
    private static int _marks;

    /// <param name="ring">Makes the server show the mark to everyone; answers the moment (of the machine's one monotonic clock) from which to count.</param>
    public static async Task<Sample> OutAsync<T>(Crowd<T> crowd, Func<string, Task<long>> ring, int times, CancellationToken ct) where T : IWatcher
    {
        var last = new List<double>();
        for (var i = 0; i < times; i++)
        {
            // Starts with a letter that no other text continues with, so that the mark of one round is never a part of another's.
            var mark = $"q{Interlocked.Increment(ref _marks):D7}z";
            var sighting = crowd.LookFor(mark);
            var start = await ring(mark);
            try
            {
                await sighting.All.WaitAsync(TimeSpan.FromSeconds(30), ct);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"Only {sighting.Count} of {crowd.Watchers.Count} saw {mark} within 30 s.");
            }
            last.Add(sighting.LastAfter(start).TotalMilliseconds);
            // The acknowledgements of this one shall not be in the way of the next.
            await Task.Delay(50, ct);
        }
        return new Sample(last);
    }
}
