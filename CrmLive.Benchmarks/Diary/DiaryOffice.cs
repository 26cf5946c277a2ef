using System.Globalization;
using CrmLive.Benchmarks.Clients;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Benchmarks.Diary;

/// <summary>Years of activities of fifty advisors: about three hundred a person and month.</summary>
public static class DiaryOffice
{
    private const int APersonAndMonth = 300;

    /// <summary>Fills the past up to a moment; gives the first of its months.</summary>
    public static async Task<DateTime> FillAsync(ClientOffice office, int count, int clients, DateTime until, CancellationToken ct)
    {
        var advisors = office.AdvisorIds;
        var step = TimeSpan.FromDays(30) / APersonAndMonth / advisors.Count;
        var first = until - (step * count);
        var random = new Random(11);
        await using var load = await BulkLoad.BeginAsync(office.Crm, ct);
        await load.AddAsync(Enumerable.Range(1, count).Select(id => One(id, first + (step * id), advisors[id % advisors.Count], random.Next(clients) + 1)), ct);
        await load.CommitAsync(ct);
        return first;
    }

    /// <summary>So many reminders, each due within one and the same minute.</summary>
    public static async Task RemindAsync(ClientOffice office, int count, int clients, DateTime minute, CancellationToken ct)
    {
        await using (var db = office.Crm.Open(Actor.System))
        {
            foreach (var user in await db.Set<User>().ToListAsync(ct))
            {
                user.Email = string.Create(CultureInfo.InvariantCulture, $"advisor{user.Id}@example.org");
            }

            await db.SaveChangesAsync(ct);
        }

        await using var load = await BulkLoad.BeginAsync(office.Crm, ct);
        await load.AddAsync(Enumerable.Range(1, count).Select(id =>
        {
            var activity = One(id, minute.AddHours(1), office.AdvisorIds[id % office.AdvisorIds.Count], id % clients + 1);
            activity.Status = ActivityStatus.Planned;
            activity.ReminderMinutes = 60;
            activity.RemindAt = minute.AddMilliseconds(id % 60_000);
            return activity;
        }), ct);
        await load.CommitAsync(ct);
    }

    private static Activity One(int id, DateTime at, int person, int client) => new()
    {
        Id = id,
        Type = (ActivityType)(id % 4),
        Status = id % 4 == (int)ActivityType.Task ? ActivityStatus.Done : ActivityStatus.Held,
        ClientId = client,
        AssignedToId = person,
        StartsAt = at,
        EndsAt = at.AddMinutes(30),
        DoneAt = at.AddMinutes(30),
        CreatedAt = at.AddDays(-2),
        WasPlanned = true,
        Note = "asked for two rooms to the south and a place in the garage",
    };
}
