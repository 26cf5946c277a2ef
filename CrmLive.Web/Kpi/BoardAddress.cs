using CrmLive.Core.Kpi;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Kpi;

/// <summary>What the board's address says: a period, an order, what the ranks go by. A link sent to a colleague shows the same.</summary>
public sealed record BoardAddress
{
    public const string Page = "kpi";

    public KpiSpan Span { get; init; } = new();
    public BoardSort Sort { get; init; }
    public bool Down { get; init; }
    public RankBy By { get; init; }

    public static BoardAddress Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Said(string name) => query.TryGetValue(name, out var text) ? (string?)text : null;
        return new()
        {
            Span = KpiSpan.Read(Said),
            Sort = Enum.TryParse<BoardSort>(Said("sort"), ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : BoardSort.Rank,
            Down = Said("down") == "1",
            By = Said("by") == "plan" ? RankBy.OwnPlan : RankBy.Points,
        };
    }

#pragma warning disable CA1308 // Addresses are written small.
    public string On(string page)
    {
        var query = new QueryBuilder();
        void Say(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        Span.Say(Say);
        Say("by", By == RankBy.OwnPlan ? "plan" : null);
        Say("sort", Sort == BoardSort.Rank ? null : Sort.ToString().ToLowerInvariant());
        Say("down", Down ? "1" : null);
        return page + query.ToQueryString();
    }
#pragma warning restore CA1308

    public override string ToString() => On(Page);

    /// <summary>A click on the head of a column: numbers begin with the largest, a second click turns the order round.</summary>
    public BoardAddress SortedBy(BoardSort sort) => this with { Sort = sort, Down = Sort == sort ? !Down : sort is not (BoardSort.Rank or BoardSort.Name or BoardSort.Worst) };

    /// <summary>The rows behind a number of somebody's, in the same period; the board's order goes along, so that the way back leads to the board that was left.</summary>
    public string Behind(int userId, string part, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var address = On($"{Page}/{userId}{(part.Length > 0 ? "/" : "")}{part}");
        foreach (var (name, value) in more)
        {
            address = value is null ? address : QueryHelpers.AddQueryString(address, name, value);
        }

        return address;
    }
}
