using CrmLive.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B4, B5: which submissions the inbox shows; a page keeps it in its address.</summary>
public sealed record InboxFilter
{
    public InboxTile Tile { get; init; }
    public int? Id { get; init; }
    public string Client { get; init; } = "";

    /// <summary>The person who submitted ("broker's advisor").</summary>
    public string Broker { get; init; } = "";

    /// <summary>Days of the office, both included.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
    public ValueList<SubmissionStatus> Statuses { get; init; } = [];
    public ValueList<int> InvestmentIds { get; init; } = [];

    /// <summary>Sources: each form is one.</summary>
    public ValueList<int> FormIds { get; init; } = [];

    public bool IsNarrowed => this with { Tile = InboxTile.All } != new InboxFilter();

    internal IQueryable<Submission> Narrow(IQueryable<Submission> submissions, OfficeTime time)
    {
        submissions = Id is { } id ? submissions.Where(s => s.Id == id) : submissions;
        submissions = SearchKey.Words(Client).Aggregate(submissions, (found, word) => found.Where(s => s.SearchKey.StartsWith(word) || s.SearchKey.Contains(" " + word)));
        submissions = SearchKey.Words(Broker).Aggregate(submissions, (found, word) => found.Where(s => s.BrokerKeyword.StartsWith(word) || s.BrokerKeyword.Contains(" " + word)));
        if (From is { } from)
        {
            var start = time.Day(from).FromUtc;
            submissions = submissions.Where(s => s.ArrivedAt >= start);
        }

        if (To is { } to)
        {
            var end = time.Day(to).ToUtc;
            submissions = submissions.Where(s => s.ArrivedAt < end);
        }

        var (statuses, investments, forms) = (Statuses.ToList(), InvestmentIds.ToList(), FormIds.ToList());
        submissions = statuses.Count > 0 ? submissions.Where(s => statuses.Contains(s.Status)) : submissions;
        submissions = investments.Count > 0 ? submissions.Where(s => s.InvestmentId != null && investments.Contains(s.InvestmentId.Value)) : submissions;
        return forms.Count > 0 ? submissions.Where(s => forms.Contains(s.BrokerFormId)) : submissions;
    }
}

/// <summary>The tiles at the left (B4, B6).</summary>
public enum InboxTile
{
    All, Pending, Accepted, Rejected,

    /// <summary>Threads in which a broker waits to be read.</summary>
    Messages,
}
