using CrmLive.Core.Common;
using CrmLive.Core.Users;

namespace CrmLive.Core.Kpi;

/// <summary>An employee in a period (K1): facts against plan, points, rank.</summary>
public sealed record KpiRow
{
    public required int UserId { get; init; }
    public required string Name { get; init; }
    public Tally Facts { get; init; }
    public Target Plan { get; init; }
    public long Points { get; init; }

    /// <summary>Among those the actor may see, or of one's own branch.</summary>
    public int Rank { get; init; }

    /// <summary>Of the working time of the days in the period on which they were employed and not away (K8).</summary>
    public decimal Elapsed { get; init; }

    /// <summary>Absences that touch the period, and how many of its working days they take.</summary>
    public ValueList<Away> Away { get; init; } = [];

    public int DaysAway { get; init; }

    /// <summary>What the points are made of: a part for each time the weights changed (K15).</summary>
    public IReadOnlyList<PointsPart> Parts { get; init; } = [];

    public Mark Total => new(Facts.Total, Plan.Total);
    public decimal? Pace => Total.Pace(Elapsed);

    public Mark Of(ContactKind kind) => new(Facts.Of(kind), Plan.Of(kind));
}

/// <summary>The contacts of some days, and what each kind was worth then.</summary>
public sealed record PointsPart(DateOnly First, DateOnly Last, Tally Facts, int Meeting, int Call, int Email, long Points);
