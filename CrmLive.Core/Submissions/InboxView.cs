using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Submissions;

/// <summary>Reads what waits and what came last, once per change: five hundred menus and five hundred inboxes ask the database one question together.</summary>
public sealed class InboxView(CrmDb crm, SharedView<InboxNow> view, ILogger<InboxView> log)
    : ViewKeeper<InboxNow>(crm.Bus, crm.Clock, view, log, LiveTopic.Submissions, LiveTopic.Messages)
{
    protected override TimeSpan Pace => TimeSpan.FromMilliseconds(50);

    protected override async Task<InboxNow> ReadAsync(InboxNow former, IReadOnlySet<LiveTopic> rang, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var pending = await db.Set<Submission>().Where(s => s.Status == SubmissionStatus.Pending).OrderByDescending(s => s.ArrivedAt).ThenByDescending(s => s.Id)
            .Select(s => new WaitingSubmission(s.Id, s.BranchId)).ToListAsync(ct);
        var unread = await db.Set<Submission>().Where(s => db.Set<SubmissionMessage>().Any(m => m.SubmissionId == s.Id && m.FromBroker && m.ReadAt == null)).OrderByDescending(s => s.Id)
            .Select(s => new WaitingSubmission(s.Id, s.BranchId)).ToListAsync(ct);
        var all = db.Set<Submission>().AsNoTracking();
        return new InboxNow
        {
            Ready = true,
            Pending = [.. pending],
            Unread = [.. unread],
            Newest = [.. await SubmissionInbox.Rows(db, all).Take(InboxNow.Kept).ToListAsync(ct)],
            NewestPending = [.. await SubmissionInbox.Rows(db, all.Where(s => s.Status == SubmissionStatus.Pending)).Take(InboxNow.Kept).ToListAsync(ct)],
        };
    }

    protected override InboxNow Failed(InboxNow former) => former with { Failed = true };
}
