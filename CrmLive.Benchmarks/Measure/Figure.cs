namespace CrmLive.Benchmarks.Measure;

/// <summary>One measured thing beside what it is compared with.</summary>
public sealed record Figure
{
    public required string What { get; init; }

    public required string Unit { get; init; }

    public required double Value { get; init; }

    /// <summary>What was measured against, in the same run; none where the goal is a number of its own.</summary>
    public double? Floor { get; init; }

    /// <summary>The number judged: the ratio to the floor, or the value itself.</summary>
    public required double Judged { get; init; }

    public double Low { get; init; }

    public double High { get; init; }

    public required double Bound { get; init; }

    /// <summary>True where more is better.</summary>
    public bool AtLeast { get; init; }

    public int Rounds { get; init; }

    /// <summary>Rounds not counted because others used more than a quarter of the machine.</summary>
    public int Dropped { get; init; }

    public double ForeignCpu { get; init; }

    /// <summary>Fails only when even the kind end of the interval is on the wrong side of the bound.</summary>
    public bool Holds => AtLeast ? Math.Max(Judged, High) >= Bound : Math.Min(Judged, Low > 0 ? Low : Judged) <= Bound;
}
