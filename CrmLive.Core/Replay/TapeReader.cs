using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Replay;

/// <summary>Lays out a day: the rows it speaks of, with the journal from the day's start until now undone.</summary>
internal sealed class TapeReader(CrmDb crm)
{
    public async Task<DayTape> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var (time, now) = (crm.Office.Time, crm.Clock.GetUtcNow().UtcDateTime);
        var span = time.Day(day);
        await using var db = crm.Open(Actor.System);
        var users = await db.PastAsync<User>(span, ct);
        var plans = await db.PastAsync<Plan>(span, ct);
        var rolePlans = await db.PastAsync<RolePlan>(span, ct);
        var weights = await db.PastAsync<Weights>(span, ct);
        var absences = await db.PastAsync<Absence>(span, ct);
        var activities = await new ActivityReader(db, time).ReadAsync(day, ct);
        var calls = await new CallReader(db, time).ReadAsync(day, now, ct);
        var agreements = await AgreementsAsync(db, time, day, ct);
        var submissions = await SubmissionsAsync(db, span, ct);
        var (phones, clients) = await CallersAsync(db, calls, span, ct);
        var kpi = new KpiThen
        {
            Time = time, Day = day, Users = users, Sellers = (await db.Set<Role>().Where(role => role.Key == KpiScope.Sellers).Select(role => role.Id).ToListAsync(ct)).ToHashSet(), Plans = plans, RolePlans = rolePlans, Weights = weights,
            Contacts = [.. activities.Contacts.Concat(calls.Rows.SelectMany(standings => ContactStep.Of(standings, time))).OrderBy(step => step.At)],
        };
        var floor = new FloorThen
        {
            Time = time, Day = day, Agreements = agreements, Submissions = submissions, Calls = calls, Users = users,
            Units = await UnitsAsync(db, agreements, ct),
            Investments = await db.Set<Investment>().AsNoTracking().ToDictionaryAsync(i => i.Id, i => (i.Name, i.BranchId), ct),
        };
        var panel = new CallsThen
        {
            Time = time, Calls = calls, Users = users, Absences = absences, Meetings = activities.Meetings, Clients = clients, Phones = phones, Names = await Names.ReadAsync(db, ct),
        };
        return new(day, span, now < span.ToUtc ? now : span.ToUtc, kpi, panel, floor,
        [
            .. users.Moments, .. plans.Moments, .. rolePlans.Moments, .. weights.Moments, .. absences.Moments, .. activities.Moments, .. calls.Moments,
            .. agreements.Moments, .. submissions.Moments, .. phones.Moments, .. clients.Moments,
        ]);
    }

    private static async Task<Past<Agreement>> AgreementsAsync(CrmDbContext db, OfficeTime time, DateOnly day, CancellationToken ct)
    {
        var (span, month) = (time.Day(day), time.Month(day));
        var signed = await db.Set<Agreement>().AsNoTracking().Where(a => a.SignedAt >= month.FromUtc && a.SignedAt < month.ToUtc).ToListAsync(ct);
        return await db.PastAsync(signed, await db.ToldIdsAsync<Agreement>(new(month.FromUtc, span.ToUtc), ct), span, ct);
    }

    private static async Task<Past<Submission>> SubmissionsAsync(CrmDbContext db, UtcRange span, CancellationToken ct)
    {
        var waited = await db.Set<Submission>().AsNoTracking().Where(s => s.ArrivedAt < span.ToUtc && (s.Status == SubmissionStatus.Pending || s.StatusChangedAt >= span.FromUtc)).ToListAsync(ct);
        // One that only waited on this day, and was deleted on a later one, is told of by neither.
        return await db.PastAsync(waited, (await db.ToldIdsAsync<Submission>(span, ct)).Concat(await db.GoneIdsAsync<Submission>(span, ct)), span, ct);
    }

    // A number that was taken off a card since is not shown again.
    private static async Task<(Past<ClientPhone>, Past<Client>)> CallersAsync(CrmDbContext db, Past<Call> calls, UtcRange span, CancellationToken ct)
    {
        var numbers = calls.Rows.SelectMany(standings => standings.Select(standing => standing.Row?.CallerE164)).OfType<string>().Distinct().ToList();
        var phones = new List<ClientPhone>();
        foreach (var chunk in numbers.Chunk(500))
        {
            phones.AddRange(await db.Set<ClientPhone>().AsNoTracking().Where(phone => chunk.Contains(phone.E164!)).ToListAsync(ct));
        }

        return (await db.PastAsync(phones, [], span, ct), await db.PastAsync<Client>([], phones.Select(phone => phone.ClientId), span, ct));
    }

    private static async Task<Dictionary<int, string>> UnitsAsync(CrmDbContext db, Past<Agreement> agreements, CancellationToken ct)
    {
        var ids = agreements.Rows.SelectMany(standings => standings.Select(standing => standing.Row?.UnitId)).OfType<int>().Distinct().ToList();
        var units = new Dictionary<int, string>();
        foreach (var chunk in ids.Chunk(500))
        {
            foreach (var unit in await db.Set<Unit>().AsNoTracking().Where(unit => chunk.Contains(unit.Id)).Select(unit => new { unit.Id, unit.Number }).ToListAsync(ct))
            {
                units[unit.Id] = unit.Number;
            }
        }

        return units;
    }
}
