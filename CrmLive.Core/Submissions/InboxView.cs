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

    // Of more at once the lists are read whole.
    private const int Handful = 20;

    protected override async Task<InboxNow> ReadAsync(InboxNow former, IReadOnlySet<LiveTopic> rang, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var all = db.Set<Submission>().AsNoTracking();
        var pending = all.Where(s => s.Status == SubmissionStatus.Pending);
        var waiting = await pending.ByBranch().Select(g => new BranchInbox(g.Key, g.Count(), 0)).ToListAsync(ct);
        var unread = await all.Unread(db).ByBranch().Select(g => new BranchInbox(g.Key, 0, g.Count())).ToListAsync(ct);
        var (newest, newestPending) = await PatchedAsync(db, former, waiting.Sum(b => b.Pending), ct) ?? (await ListAsync(db, all, ct), await ListAsync(db, pending, ct));
        return new InboxNow
        {
            Ready = true,
            Branches = [.. waiting.Concat(unread).GroupBy(b => b.BranchId).Select(b => new BranchInbox(b.Key, b.Sum(one => one.Pending), b.Sum(one => one.Unread)))],
            Newest = newest,
            NewestPending = newestPending,
        };
    }

    private static async Task<ValueList<InboxRow>> ListAsync(CrmDbContext db, IQueryable<Submission> submissions, CancellationToken ct) =>
        [.. await SubmissionInbox.Rows(db, submissions).Take(InboxNow.Kept).ToListAsync(ct)];

    /// <summary>
    /// The former lists with the rows that rang put in their places: five hundred screens wait for this, and to read two hundred and forty rows for one
    /// that came is most of the time. Null where that does not tell, and the lists must be read.
    /// </summary>
    private async Task<(ValueList<InboxRow> Newest, ValueList<InboxRow> Pending)?> PatchedAsync(CrmDbContext db, InboxNow former, int pending, CancellationToken ct)
    {
        var ids = Rung.Select(ring => ring.Id).ToHashSet();
        if (!former.Ready || former.Failed || ids.Count is 0 or > Handful || Rung.Any(ring => ring is not { Topic: LiveTopic.Submissions, Id: > 0 }))
        {
            return null;
        }

        var fresh = await SubmissionInbox.Rows(db, db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id))).ToListAsync(ct);
        var (newest, waiting) = (Patched(former.Newest, ids, fresh), Patched(former.NewestPending, ids, fresh.Where(row => row.Status == SubmissionStatus.Pending)));
        // Who left a full list left a place for somebody who is not known here.
        return fresh.Count == ids.Count && (waiting.Count == InboxNow.Kept || waiting.Count == pending) ? (newest, waiting) : null;
    }

    private static ValueList<InboxRow> Patched(ValueList<InboxRow> former, HashSet<int> ids, IEnumerable<InboxRow> fresh)
    {
        // Behind the end of a full list stand others that nobody has read.
        var end = former.Count == InboxNow.Kept ? former[^1].Id : 0;
        return fresh.Where(row => row.Id >= end).Concat(former.Where(row => !ids.Contains(row.Id))).OrderByDescending(row => row.Id).Take(InboxNow.Kept).ToValueList();
    }

    protected override InboxNow Failed(InboxNow former) => former with { Failed = true };
}
