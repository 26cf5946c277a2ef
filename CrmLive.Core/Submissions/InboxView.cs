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
        var counting = pending.ByBranch().Select(g => new { g.Key, Pending = g.Count(), Unread = 0 })
            .Concat(all.Unread(db).ByBranch().Select(g => new { g.Key, Pending = 0, Unread = g.Count() })).ToListAsync(ct);
        // Neither waits for the other, for five hundred screens wait for both.
        var reading = Task.Run(() => RungAsync(former, ct), ct);
        await Task.WhenAll(counting, reading);
        var counts = await counting;
        var (newest, newestPending) = Patched(former, await reading, counts.Sum(c => c.Pending)) ?? (await ListAsync(db, all, ct), await ListAsync(db, pending, ct));
        return new InboxNow
        {
            Ready = true,
            Branches = [.. counts.GroupBy(c => c.Key).Select(b => new BranchInbox(b.Key, b.Sum(one => one.Pending), b.Sum(one => one.Unread)))],
            Newest = newest,
            NewestPending = newestPending,
        };
    }

    private static async Task<ValueList<InboxRow>> ListAsync(CrmDbContext db, IQueryable<Submission> submissions, CancellationToken ct) =>
        [.. await SubmissionInbox.Rows(db, submissions).Take(InboxNow.Kept).ToListAsync(ct)];

    /// <summary>The rows that rang, as they are now; null where that does not tell what is new.</summary>
    private async Task<(HashSet<int> Ids, List<InboxRow> Rows)?> RungAsync(InboxNow former, CancellationToken ct)
    {
        var ids = Rung.Select(ring => ring.Id).ToHashSet();
        if (!former.Ready || former.Failed || ids.Count is 0 or > Handful || Rung.Any(ring => ring is not { Topic: LiveTopic.Submissions, Id: > 0 }))
        {
            return null;
        }

        await using var db = crm.Open(Actor.System);
        return (ids, await SubmissionInbox.Rows(db, db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id))).ToListAsync(ct));
    }

    /// <summary>
    /// The former lists with the rows that rang put in their places: to read two hundred and forty rows for one that came is most of the time.
    /// Null where that does not tell, and the lists must be read.
    /// </summary>
    private static (ValueList<InboxRow> Newest, ValueList<InboxRow> Pending)? Patched(InboxNow former, (HashSet<int> Ids, List<InboxRow> Rows)? rung, int pending)
    {
        if (rung is not { } now)
        {
            return null;
        }

        var (newest, waiting) = (Patched(former.Newest, now.Ids, now.Rows), Patched(former.NewestPending, now.Ids, now.Rows.Where(row => row.Status == SubmissionStatus.Pending)));
        // Who left a full list left a place for somebody who is not known here.
        return now.Rows.Count == now.Ids.Count && (waiting.Count == InboxNow.Kept || waiting.Count == pending) ? (newest, waiting) : null;
    }

    private static ValueList<InboxRow> Patched(ValueList<InboxRow> former, HashSet<int> ids, IEnumerable<InboxRow> fresh)
    {
        // Behind the end of a full list stand others that nobody has read.
        var end = former.Count == InboxNow.Kept ? former[^1].Id : 0;
        return fresh.Where(row => row.Id >= end).Concat(former.Where(row => !ids.Contains(row.Id))).OrderByDescending(row => row.Id).Take(InboxNow.Kept).ToValueList();
    }

    protected override InboxNow Failed(InboxNow former) => former with { Failed = true };
}
