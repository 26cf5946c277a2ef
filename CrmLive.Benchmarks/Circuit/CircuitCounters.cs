namespace CrmLive.Benchmarks.Circuit;

/// <summary>What a circuit has seen so far.</summary>
public sealed class CircuitCounters
{
    public long Batches { get; set; }

    public long BatchBytes { get; set; }

    public long UpdatedComponents { get; set; }

    public long BornComponents { get; set; }

    public long DisposedComponents { get; set; }

    public long JsCalls { get; set; }

    public CircuitCounters Since(CircuitCounters before) => new()
    {
        Batches = Batches - before.Batches,
        BatchBytes = BatchBytes - before.BatchBytes,
        UpdatedComponents = UpdatedComponents - before.UpdatedComponents,
        BornComponents = BornComponents - before.BornComponents,
        DisposedComponents = DisposedComponents - before.DisposedComponents,
        JsCalls = JsCalls - before.JsCalls,
    };

    public CircuitCounters Copy() => Since(new CircuitCounters());
}
