using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Post;

/// <summary>Mails that came in, and how reading goes; watch <c>LiveTopic.Mail</c>.</summary>
public sealed class PostQueries(CrmDb crm)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyDictionary<ReceivedView, int>> CountsAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(PostPermissions.Sort);
        await using var db = crm.Open(actor);
        var counts = await db.Set<ReceivedMail>().GroupBy(m => m.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.GroupBy(c => ReceivedViews.Of(c.Key)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }

    /// <summary>The latest first; <see cref="PageSize"/> and one more, which tells that there are more.</summary>
    public async Task<IReadOnlyList<ReceivedRow>> PageAsync(Actor actor, ReceivedView view, int? before, CancellationToken ct)
    {
        actor.Require(PostPermissions.Sort);
        var kinds = ReceivedViews.Kinds(view);
        await using var db = crm.Open(actor);
        return await db.Set<ReceivedMail>().AsNoTracking().Where(m => kinds.Contains(m.Kind) && (before == null || m.Id < before)).OrderByDescending(m => m.Id).Take(PageSize + 1)
            .Select(m => new ReceivedRow
            {
                Id = m.Id,
                Kind = m.Kind,
                Why = m.Why,
                From = m.From,
                FromName = m.FromName,
                Subject = m.Subject,
                ReceivedAt = m.ReceivedAt,
                Bytes = m.Bytes,
                Files = m.Files,
                SubmissionId = m.SubmissionId,
                ClientId = m.ClientId,
                LeadId = m.LeadId,
                HasText = m.Text != null,
                BrokersSubmission = m.Kind == ReceivedKind.Unmatched ? db.Set<Submission>().Where(s => s.BrokerEmail == m.From).OrderByDescending(s => s.Id).Select(s => (int?)s.Id).FirstOrDefault() : null,
            }).ToListAsync(ct);
    }

    /// <summary>Null when it is not kept here.</summary>
    public async Task<string?> TextAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(PostPermissions.Sort);
        await using var db = crm.Open(actor);
        return await db.Set<ReceivedMail>().Where(m => m.Id == id).Select(m => m.Text).FirstOrDefaultAsync(ct);
    }

    /// <summary>How reading goes; null while it has never begun.</summary>
    public async Task<ReadingStanding?> StandingAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return await db.Set<MailboxState>().AsNoTracking().Select(s => new ReadingStanding { ReadAt = s.ReadAt, Idles = s.Idles, Trouble = s.Trouble, TroubleSince = s.TroubleSince }).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<PortalRow>> PortalsAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return await db.Set<PortalRule>().AsNoTracking().OrderBy(r => r.Id).Select(r => new PortalRow { Id = r.Id, Sender = r.Sender, SourceId = r.SourceId, DepartmentId = r.DepartmentId, On = r.On }).ToListAsync(ct);
    }

    /// <summary>Departments that may take a portal's leads.</summary>
    public async Task<IReadOnlyList<Choice>> DepartmentsAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return await db.Set<Department>().AsNoTracking().OrderBy(d => d.Name).Select(d => new Choice(d.Id, d.Name)).ToListAsync(ct);
    }
}

/// <summary>Received mails by what is to be done about them.</summary>
public enum ReceivedView { ToSort, Brokers, Clients, Leads, Bounces, Passed }

public static class ReceivedViews
{
    public static ReceivedView Of(ReceivedKind kind) => kind switch
    {
        ReceivedKind.Broker => ReceivedView.Brokers,
        ReceivedKind.Client => ReceivedView.Clients,
        ReceivedKind.Lead => ReceivedView.Leads,
        ReceivedKind.Bounce => ReceivedView.Bounces,
        ReceivedKind.Automatic or ReceivedKind.Own or ReceivedKind.Discarded => ReceivedView.Passed,
        _ => ReceivedView.ToSort,
    };

    internal static IReadOnlyList<ReceivedKind> Kinds(ReceivedView view) => [.. Enum.GetValues<ReceivedKind>().Where(kind => Of(kind) == view)];
}

public sealed record ReceivedRow
{
    public required int Id { get; init; }
    public ReceivedKind Kind { get; init; }
    public string? Why { get; init; }
    public required string From { get; init; }
    public string? FromName { get; init; }
    public required string Subject { get; init; }
    public DateTime ReceivedAt { get; init; }
    public long Bytes { get; init; }
    public string? Files { get; init; }
    public int? SubmissionId { get; init; }
    public int? ClientId { get; init; }
    public int? LeadId { get; init; }
    public bool HasText { get; init; }

    /// <summary>The last submission of the broker who has this address: a proposal.</summary>
    public int? BrokersSubmission { get; init; }
}

public sealed record ReadingStanding
{
    public DateTime? ReadAt { get; init; }
    public bool Idles { get; init; }
    public string? Trouble { get; init; }
    public DateTime? TroubleSince { get; init; }
}

public sealed record PortalRow
{
    public int Id { get; init; }
    public string Sender { get; init; } = "";
    public int? SourceId { get; init; }
    public int? DepartmentId { get; init; }
    public bool On { get; init; } = true;
}
