using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>A6: what stands in the way of a time. Ends that touch do not clash; e-mails, tasks and notes keep nobody busy.</summary>
public sealed class ClashFinder(CrmDb crm)
{
    /// <summary>Where several parties meet without being in each other's way.</summary>
    private static readonly string[] Roomy = ["online", "client-place"];

    public async Task<IReadOnlyList<Clash>> ClashesAsync(Actor actor, WantedTime wanted, CancellationToken ct)
    {
        actor.Require(ActivityPermissions.View);
        var time = crm.Office.Time;
        if (PlannedTime.Read(time, wanted.Type, wanted.Start, wanted.End, null, []) is not { } when)
        {
            return [];
        }

        await using var db = crm.Open(actor);
        List<Clash> clashes = [];
        if (wanted.Start.Kind != DateTimeKind.Utc && time.Zone.IsAmbiguousTime(wanted.Start))
        {
            clashes.Add(new Clash { Kind = ClashKind.Twice });
        }

        clashes.AddRange(await BusyAsync(db, actor, wanted, when, ct));
        clashes.AddRange(await AbsencesAsync(db, time, wanted.AssignedToId, when, ct));
        clashes.AddRange(Closed(time, when));
        return clashes;
    }

    private static async Task<IEnumerable<Clash>> BusyAsync(CrmDbContext db, Actor actor, WantedTime wanted, PlannedTime when, CancellationToken ct)
    {
        if (wanted.Type is not (ActivityType.Phone or ActivityType.Meeting))
        {
            return [];
        }

        var place = wanted.Type == ActivityType.Meeting
            ? await db.Set<DictionaryEntry>().Where(e => e.Id == wanted.PlaceId && !(e.Key != null && Roomy.Contains(e.Key))).Select(e => (int?)e.Id).FirstOrDefaultAsync(ct)
            : null;
        var (from, to, earliest) = (when.StartsAt, when.EndsAt, when.StartsAt - PlannedTime.Longest);
        var (person, client, except) = (wanted.AssignedToId, wanted.ClientId, wanted.ExceptId ?? 0);
        // Asked of everybody's calendar: the room is taken even by those whose clients are not the actor's business.
        var visible = db.Set<Activity>().VisibleTo(actor);
        var found = await db.Set<Activity>().AsNoTracking()
            .Where(a => a.StartsAt >= earliest && a.StartsAt < to && a.EndsAt > from && a.Id != except)
            .Where(a => a.Status == ActivityStatus.Planned && (a.Type == ActivityType.Phone || a.Type == ActivityType.Meeting))
            .Where(a => a.AssignedToId == person || a.ClientId == client || (place != null && a.PlaceId == place && a.Type == ActivityType.Meeting))
            .OrderBy(a => a.StartsAt).Take(20)
            .Select(a => new
            {
                a.Id, a.Type, a.StartsAt, a.EndsAt, a.AssignedToId, a.ClientId,
                Client = Client.NameOf(a.Client!.FirstName, a.Client.LastName, a.Client.Company),
                Person = a.AssignedTo!.FirstName + " " + a.AssignedTo.LastName,
                Known = visible.Any(v => v.Id == a.Id),
            })
            .ToListAsync(ct);
        return found.Select(a => new Clash
        {
            Kind = a.AssignedToId == person ? ClashKind.Advisor : a.ClientId == client ? ClashKind.Client : ClashKind.Place,
            ActivityId = a.Known ? a.Id : null,
            Type = a.Type,
            StartsAt = a.StartsAt,
            EndsAt = a.EndsAt,
            Client = a.Known ? a.Client : null,
            Person = a.Person,
        });
    }

    private static async Task<IEnumerable<Clash>> AbsencesAsync(CrmDbContext db, OfficeTime time, int person, PlannedTime when, CancellationToken ct)
    {
        var (first, last) = (time.DayOf(when.StartsAt), time.DayOf(when.EndsAt.AddTicks(when.EndsAt > when.StartsAt ? -1 : 0)));
        return (await db.Set<Absence>().AsNoTracking()
            .Where(a => a.UserId == person && a.From <= last && a.To >= first)
            .Select(a => new { a.To, Person = a.User!.FirstName + " " + a.User.LastName })
            .ToListAsync(ct))
            .Select(a => new Clash { Kind = ClashKind.Absence, Person = a.Person, Until = a.To });
    }

    private static Clash[] Closed(OfficeTime time, PlannedTime when) => time.DayOf(when.StartsAt) switch
    {
        var day when time.IsHoliday(day) => [new Clash { Kind = ClashKind.Holiday }],
        var day when time.Open(day) is { } open && open.FromUtc <= when.StartsAt && when.EndsAt <= open.ToUtc => [],
        _ => [new Clash { Kind = ClashKind.Closed }],
    };
}
