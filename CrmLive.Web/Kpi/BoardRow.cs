using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;

namespace CrmLive.Web.Kpi;

/// <summary>What a line of the board shows, and nothing that cannot be seen: equal lines are not rendered again.</summary>
public sealed record BoardRow
{
    /// <summary>0 is the line of the whole department.</summary>
    public required int UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>Links lead to the same period, and back to the same order.</summary>
    public required BoardAddress At { get; init; }

    public int? Rank { get; init; }
    public Tally Facts { get; init; }
    public Target Plan { get; init; }
    public long Points { get; init; }

    /// <summary>As it is shown, in hundredths; null without a plan and before the first working minute.</summary>
    public decimal? Pace { get; init; }

    /// <summary>Where the bar's mark stands, in hundredths: a line that nothing else has changed is rendered a hundred times a week for it.</summary>
    public decimal Elapsed { get; init; }

    /// <summary>Null until the rows have been asked.</summary>
    public Ring? Clients { get; init; }

    public Ring? Key { get; init; }
    public Tally WithKey { get; init; }

    /// <summary>Absences that touch the period, and how many of its working days they take.</summary>
    public ValueList<Away> Away { get; init; } = [];

    public int DaysAway { get; init; }

    public bool IsAll => UserId == 0;
    public Mark Total => new(Facts.Total, Plan.Total);

    public Mark Of(ContactKind kind) => new(Facts.Of(kind), Plan.Of(kind));

    public static BoardRow Of(KpiRow row, CoverageRow? cover, bool covered, BoardAddress at) => new()
    {
        UserId = row.UserId,
        Name = row.Name,
        At = at,
        Rank = row.Rank,
        Facts = row.Facts,
        Plan = row.Plan,
        Points = row.Points,
        Pace = row.Pace is { } pace ? decimal.Round(pace, 2) : null,
        Elapsed = decimal.Round(row.Elapsed, 2),
        Away = row.Away,
        DaysAway = row.DaysAway,
        Clients = cover?.Clients ?? (covered ? default(Ring) : null),
        Key = cover?.Key ?? (covered ? default(Ring) : null),
        WithKey = cover?.WithKey ?? default,
    };

    /// <summary>All of them together. A client whom two of them had is counted with both.</summary>
    public static BoardRow All(IReadOnlyList<BoardRow> rows, decimal elapsed, string name, BoardAddress at)
    {
        var total = rows.Aggregate((Facts: default(Tally), Plan: default(Target)), (sum, row) => (sum.Facts + row.Facts, sum.Plan + row.Plan));
        return new()
        {
            UserId = 0,
            Name = name,
            At = at,
            Facts = total.Facts,
            Plan = total.Plan,
            Points = rows.Sum(row => row.Points),
            Pace = new Mark(total.Facts.Total, total.Plan.Total).Pace(elapsed) is { } pace ? decimal.Round(pace, 2) : null,
            Elapsed = decimal.Round(elapsed, 2),
            Clients = Sum(rows, row => row.Clients),
            Key = Sum(rows, row => row.Key),
            WithKey = rows.Aggregate(default(Tally), (sum, row) => sum + row.WithKey),
        };
    }

    private static Ring? Sum(IReadOnlyList<BoardRow> rows, Func<BoardRow, Ring?> of) => rows.All(row => of(row) is not null)
        ? rows.Aggregate(default(Ring), (sum, row) => of(row) is { } ring ? new(sum.Covered + ring.Covered, sum.All + ring.All) : sum)
        : null;
}
