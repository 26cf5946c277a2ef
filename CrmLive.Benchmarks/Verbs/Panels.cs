using CrmLive.Benchmarks.Circuit;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>What a crowd of open panels has seen, and whether all of them are still there.</summary>
public static class Panels
{
    public static CircuitCounters Total(Crowd<BrowserCircuit> panels)
    {
        var total = new CircuitCounters();
        foreach (var c in panels.Watchers.Select(w => w.Counters))
        {
            total.Batches += c.Batches;
            total.BatchBytes += c.BatchBytes;
            total.UpdatedComponents += c.UpdatedComponents;
            total.BornComponents += c.BornComponents;
            total.DisposedComponents += c.DisposedComponents;
            total.JsCalls += c.JsCalls;
        }
        return total;
    }

    /// <summary>A figure over panels that have died is no figure.</summary>
    public static void ThrowIfLost(Crowd<BrowserCircuit> panels)
    {
        var failed = panels.Watchers.Where(c => c.Failure is not null).ToList();
        if (failed.Count > 0)
        {
            throw new InvalidOperationException($"{failed.Count} panels were lost: {string.Join("; ", failed.Select(c => c.Failure).Distinct())}");
        }
    }
}
