namespace CrmLive.Core.Kpi;

/// <summary>How many of somebody's clients they spoke to.</summary>
public readonly record struct Ring(int Covered, int All)
{
    public int Left => All - Covered;

    public static Ring operator +(Ring a, Ring b) => new(a.Covered + b.Covered, a.All + b.All);

    /// <summary>Null where there is nobody to be covered.</summary>
    public decimal? Share => All == 0 ? null : (decimal)Covered / All;
}

/// <summary>K2, K3: the rings of one employee, and what was done with key clients.</summary>
public sealed record CoverageRow(int UserId, Ring Clients, Ring Key, Tally WithKey);

/// <summary>K4: a client of the employee's in the period.</summary>
public sealed record CoveredClient
{
    public required int ClientId { get; init; }
    public required string Name { get; init; }
    public bool IsKey { get; init; }

    /// <summary>With anybody and at any time; null for never.</summary>
    public DateTime? LastContactAt { get; init; }

    public DateTime? NextActivityAt { get; init; }
}

/// <summary>Which part of a ring was clicked.</summary>
public enum RingPart { Left, Covered }

/// <summary>The last row of the page before.</summary>
public sealed record CoveredAfter(DateTime? LastContactAt, int ClientId);
