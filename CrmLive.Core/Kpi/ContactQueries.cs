using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>A contact behind a number (K15). Whose it was with is told to who may see that client.</summary>
public sealed record ContactRow
{
    public ContactKind Kind { get; init; }
    public DateTime At { get; init; }
    public int? ClientId { get; init; }
    public string? Client { get; init; }
    public int? ActivityId { get; init; }
    public int? CallId { get; init; }
    public int TalkSeconds { get; init; }

    /// <summary>What it was worth on its day.</summary>
    public int Points { get; init; }
}

/// <summary>The last row of the page before.</summary>
public sealed record ContactAfter(DateTime At, int? ActivityId, int? CallId);

/// <summary>K15: the rows whose sum an employee's number is.</summary>
public sealed class ContactQueries(CrmDb crm)
{
    private const int MostRows = 200;

    /// <summary>Newest first; of one kind, or of all; with all clients, or with their own key clients alone (K3).</summary>
    public async Task<IReadOnlyList<ContactRow>> PageAsync(
        Actor actor, int userId, UtcRange period, ContactKind? kind, bool keyOnly, ContactAfter? after, int take, CancellationToken ct)
    {
        actor.Require(KpiPermissions.See);
        await using var db = crm.Open(actor);
        if (!await db.Set<User>().SeenBy(actor).AnyAsync(u => u.Id == userId, ct))
        {
            return [];
        }

        var time = crm.Office.Time;
        var whole = KpiPeriod.Of(time, period);
        var days = time.Days(whole.First, whole.Last);
        var count = Math.Clamp(take, 1, MostRows);
        var (done, talks) = (Contacts.Activities(db, days).Where(a => a.AssignedToId == userId), Contacts.Calls(db, days).Where(c => c.UserId == userId));
        if (keyOnly)
        {
            var keys = Caring.Spells(db, days).Where(s => s.UserId == userId && s.IsKey).Select(s => (int?)s.ClientId);
            (done, talks) = (done.Where(a => keys.Contains(a.ClientId)), talks.Where(c => keys.Contains(c.ClientId)));
        }

        // Both halves give a whole page, since either may hold all of it.
        var found = (await PageAsync(done, kind, after, count, ct)).Concat(kind is null or ContactKind.Call ? await PageAsync(talks, after, count, ct) : [])
            .OrderByDescending(f => f.At).ThenByDescending(f => f.CallId is null).ThenByDescending(f => f.ActivityId ?? f.CallId).Take(count).ToList();
        var spans = WeightSpans.Of(await db.Set<Weights>().AsNoTracking().ToListAsync(ct), whole.First, whole.Last);
        var names = await NamesAsync(db, actor, [.. found.Select(f => f.ClientId!.Value).Distinct()], ct);
        return
        [
            .. found.Select(f => f with
            {
                Points = spans.Last(s => s.First <= time.DayOf(f.At)).Weights.Of(f.Kind),
                Client = names.GetValueOrDefault(f.ClientId!.Value),
                ClientId = names.ContainsKey(f.ClientId!.Value) ? f.ClientId : null,
            }),
        ];
    }

    private static async Task<List<ContactRow>> PageAsync(IQueryable<Activity> rows, ContactKind? kind, ContactAfter? after, int take, CancellationToken ct)
    {
        if (kind is { } one)
        {
            var type = one switch { ContactKind.Meeting => ActivityType.Meeting, ContactKind.Call => ActivityType.Phone, _ => ActivityType.Email };
            rows = rows.Where(a => a.Type == type);
        }

        if (after is { At: var at })
        {
            // At the same moment activities come before calls.
            var below = after.ActivityId ?? 0;
            rows = rows.Where(a => a.DoneAt < at || (a.DoneAt == at && a.Id < below));
        }

        return (await rows.OrderByDescending(a => a.DoneAt).ThenByDescending(a => a.Id).Take(take).Select(a => new { a.Id, a.Type, At = a.DoneAt!.Value, a.ClientId }).ToListAsync(ct))
            .ConvertAll(a => new ContactRow { Kind = KindOf(a.Type), At = a.At, ClientId = a.ClientId, ActivityId = a.Id });
    }

    private static async Task<List<ContactRow>> PageAsync(IQueryable<Call> rows, ContactAfter? after, int take, CancellationToken ct)
    {
        if (after is { At: var at })
        {
            var below = after.CallId ?? int.MaxValue;
            rows = rows.Where(c => c.StartedAt < at || (c.StartedAt == at && c.Id < below));
        }

        return (await rows.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(take).Select(c => new { c.Id, c.StartedAt, c.ClientId, c.TalkSeconds }).ToListAsync(ct))
            .ConvertAll(c => new ContactRow { Kind = ContactKind.Call, At = c.StartedAt, ClientId = c.ClientId, CallId = c.Id, TalkSeconds = c.TalkSeconds });
    }

    private static async Task<Dictionary<int, string>> NamesAsync(CrmDbContext db, Actor actor, List<int> ids, CancellationToken ct) =>
        (await db.Set<Client>().AsNoTracking().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.FirstName, c.LastName, c.Company }).ToListAsync(ct))
            .ToDictionary(c => c.Id, c => Client.NameOf(c.FirstName, c.LastName, c.Company));

    private static ContactKind KindOf(ActivityType type) => type switch
    {
        ActivityType.Meeting => ContactKind.Meeting,
        ActivityType.Email => ContactKind.Email,
        _ => ContactKind.Call,
    };
}
