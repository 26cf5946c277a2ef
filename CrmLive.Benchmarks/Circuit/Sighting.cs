using System.Diagnostics;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>A mark that every watcher of a crowd is to see once; it remembers when each of them did.</summary>
public sealed class Sighting(ReadOnlyMemory<byte> mark, int watchers)
{
    private readonly long[] _seen = new long[watchers];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public ReadOnlySpan<byte> Mark => mark.Span;

    public Task All => _all.Task;

    public int Count => Volatile.Read(ref _count);

    public void SeenBy(int watcher)
    {
        if (Interlocked.CompareExchange(ref _seen[watcher], Stopwatch.GetTimestamp(), 0) == 0
            && Interlocked.Increment(ref _count) == watchers)
        {
            _all.SetResult();
        }
    }

    public TimeSpan LastAfter(long start) => Stopwatch.GetElapsedTime(start, _seen.Max());

    public TimeSpan FirstAfter(long start) => Stopwatch.GetElapsedTime(start, _seen.Min());
}
