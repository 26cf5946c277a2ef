using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Activities;

/// <summary>Whatever people do in whatever order: history, totals, meeting numbers and "no next step" always agree with the rows.</summary>
[Trait("Feature", "A14")]
[Trait("Feature", "P5")]
public sealed class DiaryProperties
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task After_any_commands_what_is_kept_is_what_the_rows_say(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        int[] clients = [desk.ClientId, (await desk.Office.AddClientAsync("Olga", "Sowa", null, desk.Jan.Id)).Id];
        var reason = await desk.WordAsync(DictionaryKind.EndReason, "price");
        var done = new List<int>();
        var accepted = 0;
        foreach (var seeds in Gen.Choose(0, int.MaxValue - 1).ListOf(12).Sample(12))
        {
            foreach (var seed in seeds)
            {
                done.Add(seed);
                accepted += await ActAsync(desk, clients, reason, new Random(seed)) ? 1 : 0;
            }

            var wrong = await WrongAsync(desk);
            Assert.True(wrong.Count == 0, $"{string.Join("; ", wrong)}, after {string.Join(' ', done)}");
        }

        Assert.True(accepted > 40, $"only {accepted} of {done.Count} commands were accepted, which tests little");
    }

    private static async Task<bool> ActAsync(Desk desk, int[] clients, int reason, Random random)
    {
        desk.Office.Clock.Advance(TimeSpan.FromMinutes(random.Next(90)));
        var client = clients[random.Next(clients.Length)];
        var person = random.Next(2) == 0 ? desk.Anna : desk.Jan;
        var draft = new ActivityDraft
        {
            Type = (ActivityType)random.Next(5), ClientId = client, AssignedToId = person.Id, Start = desk.Now.AddMinutes(random.Next(-60, 3000)),
            ReminderMinutes = random.Next(3) == 0 ? random.Next(200) : null,
        };
        var rows = await RowsAsync(desk);
        var row = rows.Count == 0 ? null : rows[random.Next(rows.Count)];
        return (random.Next(10), row) switch
        {
            (< 3, _) => (await desk.Commands.PlanAsync(Desk.As(person), draft, default)).Ok,
            (3, _) => (await desk.Commands.RegisterAsync(Desk.As(person), draft with { Start = random.Next(2) == 0 ? null : desk.Now.AddMinutes(-random.Next(5000)) }, default)).Ok,
            (8, _) => await EndOrReopenAsync(desk, client, reason, random),
            (9, _) => await TimeAsync(desk),
            (_, null) => false,
            (4, { } moved) => (await desk.Commands.MoveAsync(desk.Me, moved.Id, moved.Version, draft.Start!.Value, null, default)).Ok,
            (5, { } edited) => (await desk.Commands.EditAsync(desk.Me, edited.Id, edited.Version, draft with { ClientId = edited.ClientId }, null, default)).Ok,
            (_, { } concluded) => (await desk.Commands.SetStatusAsync(desk.Me, concluded.Id, concluded.Version,
                new ActivityOutcome((ActivityStatus)random.Next(8)) { Next = random.Next(3) == 0 ? draft with { ClientId = concluded.ClientId } : null }, default)).Ok,
        };
    }

    private static async Task<bool> EndOrReopenAsync(Desk desk, int clientId, int reason, Random random)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        var client = await db.Set<Client>().AsNoTracking().SingleAsync(c => c.Id == clientId);
        return (client.FinishedAt is null
            ? await desk.Service.EndAsync(desk.Me, clientId, client.Version, new ServiceEnd(reason, "why", random.Next(2) == 0), default)
            : await desk.Service.ReopenAsync(desk.Me, clientId, client.Version, null, default)).Ok;
    }

    private static async Task<bool> TimeAsync(Desk desk)
    {
        await new ActivityClock(desk.Office.Crm, new MailOptions(), NullLogger<ActivityClock>.Instance).TickAsync(default);
        return true;
    }

    private static async Task<List<Activity>> RowsAsync(Desk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<Activity>().AsNoTracking().OrderBy(a => a.Id).ToListAsync();
    }

    private static async Task<List<string>> WrongAsync(Desk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        var rows = await RowsAsync(desk);
        var wrong = (await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default)).Select(d => d.ToString()).ToList();
        foreach (var client in await db.Set<Client>().AsNoTracking().ToListAsync())
        {
            var theirs = rows.Where(a => a.ClientId == client.Id).ToList();
            var next = theirs.Where(a => a.IsOpen).Min(a => a.StartsAt);
            if (client.NextActivityAt != next)
            {
                wrong.Add($"client {client.Id} says {client.NextActivityAt:u} and the rows {next:u}");
            }

            var held = theirs.Where(a => a is { Type: ActivityType.Meeting, Status: ActivityStatus.Held }).OrderBy(a => a.MeetingNumber).ToList();
            if (!held.Select(a => a.MeetingNumber).SequenceEqual(Enumerable.Range(1, held.Count).Select(n => (int?)n)) || theirs.Except(held).Any(a => a.MeetingNumber is not null))
            {
                wrong.Add($"meetings of client {client.Id} are numbered {string.Join(' ', held.Select(a => a.MeetingNumber))}");
            }
        }

        var history = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Subject == "activity").OrderBy(e => e.Seq).ToListAsync();
        foreach (var row in rows)
        {
            var told = history.Where(e => e.SubjectId == row.Id).Select(e => Last(e.Changes, nameof(Activity.Status))).LastOrDefault(status => status is not null);
            if (told != row.Status.ToString())
            {
                wrong.Add($"activity {row.Id} is {row.Status} and its history ends with {told}");
            }
        }

        return wrong;
    }

    private static string? Last(string? changes, string field)
    {
        if (changes is null)
        {
            return null;
        }

        using var json = System.Text.Json.JsonDocument.Parse(changes);
        return json.RootElement.TryGetProperty(field, out var values) ? values[1].GetString() : null;
    }
}
