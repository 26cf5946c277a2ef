namespace CrmLive.Benchmarks.Measure;

/// <summary>By how much the process grew at most while something ran; garbage not collected yet is memory too.</summary>
public sealed class PeakMemory : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly long _before;
    private readonly Task _looking;
    private long _peak;

    public PeakMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _before = _peak = Environment.WorkingSet;
        _looking = Task.Run(LookAsync);
    }

    public double Mebibytes => (Math.Max(_peak, Environment.WorkingSet) - _before) / (1024d * 1024);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await looks.WaitForNextTickAsync(_stop.Token))
        {
            _peak = Math.Max(_peak, Environment.WorkingSet);
        }
    }
}
