using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Activities.Reminding;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Activities;

[Trait("Feature", "A18")]
public sealed class ReminderTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A11")]
    public async Task A_due_reminder_fires_once_by_mail_and_behind_the_bell_also_over_a_restart(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        Assert.Equal(0, await Clock(desk).FireAsync(default));

        desk.Office.Clock.SetUtcNow(At.Local("2026-11-24 11:00"));
        Assert.Equal(1, await Clock(desk).FireAsync(default));
        Assert.Equal(0, await Clock(desk).FireAsync(default));
        await desk.Office.ReopenAsync();
        Assert.Equal(0, await Clock(desk).FireAsync(default));

        var mail = Assert.Single(await MailsAsync(desk));
        Assert.Equal(("anna@example.org", "12:00 Phone call: Ewa Wilk", MailState.Queued), (mail.To, mail.Subject, mail.State));
        Assert.Contains("flat on the third floor", mail.Body, StringComparison.Ordinal);
        Assert.Contains("600 111 222", mail.Body, StringComparison.Ordinal);
        var bell = Assert.Single(await new Reminders(desk.Office.Crm).UnreadAsync(desk.Me, default));
        Assert.Equal(("Ewa Wilk", (DateTime?)At.Local("2026-11-24 12:00")), (bell.Client, bell.StartsAt));
        Assert.Equal(0, (await desk.RowAsync(bell.ActivityId)).Version);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_missed_while_nobody_looked_fires_at_once_and_so_does_one_asked_for_too_late(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-27 08:00"));
        Assert.Equal(1, await Clock(desk).FireAsync(default));

        await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(start: Desk.Wall(8, 5, day: 27)) with { ReminderMinutes = 30 }, default));
        Assert.Equal(1, await Clock(desk).FireAsync(default));
        Assert.Equal(2, (await new Reminders(desk.Office.Crm).UnreadAsync(desk.Me, default)).Count);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_that_was_moved_fires_again_at_its_new_time_and_one_cancelled_is_silent(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-24 11:00"));
        await Clock(desk).FireAsync(default);
        var row = await desk.RowAsync(1);
        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, Desk.Wall(15), null, default));

        Assert.Equal(0, await Clock(desk).FireAsync(default));
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-24 14:00"));
        Assert.Equal(1, await Clock(desk).FireAsync(default));
        Assert.Equal(2, (await MailsAsync(desk)).Count);

        row = await desk.RowAsync(1);
        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, Desk.Wall(17), null, default));
        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(1), ActivityStatus.Cancelled));
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-24 17:00"));
        Assert.Equal(0, await Clock(desk).FireAsync(default));
        Assert.Empty(await new Reminders(desk.Office.Crm).UnreadAsync(desk.Me, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task The_bell_is_ones_own_can_be_put_off_and_rings_when_it_comes_back(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        var (clock, bell) = (Clock(desk), new Reminders(desk.Office.Crm));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var rings = desk.Office.Bus.Subscribe(LiveTopic.Reminders);
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-24 11:00"));
        await clock.TickAsync(default);
        Assert.Contains(await rings.ReadBatchAsync(patience.Token), ring => ring.Id == desk.Anna.Id);
        var one = Assert.Single(await bell.UnreadAsync(desk.Me, default));

        var stranger = Desk.As(desk.Jan);
        Assert.Empty(await bell.UnreadAsync(stranger, default));
        Assert.Equal(SavedOutcome.Gone, (await bell.ReadAsync(stranger, one.Id, default)).Outcome);
        Assert.Equal(SavedOutcome.Invalid, (await bell.SnoozeAsync(desk.Me, one.Id, TimeSpan.Zero, default)).Outcome);
        await Desk.DoneAsync(bell.SnoozeAsync(desk.Me, one.Id, TimeSpan.FromMinutes(10), default));
        Assert.Empty(await bell.UnreadAsync(desk.Me, default));

        desk.Office.Clock.Advance(TimeSpan.FromMinutes(10));
        await rings.ReadBatchAsync(patience.Token);
        await clock.TickAsync(default);
        Assert.Contains(await rings.ReadBatchAsync(patience.Token), ring => ring.Id == desk.Anna.Id);
        Assert.Single(await bell.UnreadAsync(desk.Me, default));
        await Desk.DoneAsync(bell.ReadAsync(desk.Me, one.Id, default));
        Assert.Empty(await bell.UnreadAsync(desk.Me, default));
        Assert.Single(await MailsAsync(desk));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P10")]
    public async Task The_mail_speaks_the_language_of_who_receives_it(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        await desk.ChangeAsync(async db => (await db.Set<User>().SingleAsync(u => u.Id == desk.Anna.Id)).Language = "pl");
        await desk.ChangeAsync(async db => (await db.Set<User>().SingleAsync(u => u.Id == desk.Jan.Id)).Language = "ru");
        await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(ActivityType.Meeting, Desk.Wall(12, 30)) with { AssignedToId = desk.Jan.Id, ReminderMinutes = 90 }, default));
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-24 11:00"));
        await Clock(desk).FireAsync(default);

        var mails = await MailsAsync(desk);
        Assert.Equal(["12:00 Telefon: Ewa Wilk", "12:30 Встреча: Ewa Wilk"], mails.Select(m => m.Subject).Order(StringComparer.Ordinal));
        Assert.Contains(mails, m => m.Body.Contains("wtorek, 24 listopada 2026, 12:00", StringComparison.Ordinal));
    }

    [SkippableFact, Trait("Feature", "P20")]
    public async Task Two_nodes_that_look_at_once_fire_each_of_two_thousand_once()
    {
        await using var desk = await RemindedAsync(DatabaseKind.Postgres, 60);
        await desk.ChangeAsync(db =>
        {
            db.AddRange(Enumerable.Range(1, 1999).Select(i => new Activity
            {
                ClientId = desk.ClientId, AssignedToId = desk.Anna.Id, CreatedAt = desk.Now, StartsAt = desk.Now.AddDays(1), EndsAt = desk.Now.AddDays(1).AddMinutes(15),
                RemindAt = desk.Now.AddDays(1).AddSeconds(-(i % 60)), ReminderMinutes = 0,
            }));
            return Task.CompletedTask;
        });
        desk.Office.Clock.Advance(TimeSpan.FromDays(2));
        await using var otherBus = new InProcessLiveBus();
        await using var other = new CrmDb(desk.Office.Options, otherBus, desk.Office.Office, desk.Office.Clock);

        var fired = await Task.WhenAll(Clock(desk).FireAsync(default), new ActivityClock(other, desk.Office.Route(), NullLogger<ActivityClock>.Instance).FireAsync(default));

        Assert.Equal(2000, fired.Sum());
        Assert.Equal(2000, (await MailsAsync(desk)).Select(m => m.Key).Distinct().Count());
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(2000, await db.Set<Reminder>().CountAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A3")]
    public async Task Planned_and_past_its_end_is_overdue_counted_once_and_nobodys_open_dialog_is_disturbed(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        var note = await desk.RegisteredAsync(ActivityType.Note);
        desk.Office.Clock.SetUtcNow(At.Local("2026-11-25 09:00"));

        Assert.Equal((1, 0), (await Clock(desk).OverdueAsync(default), await Clock(desk).OverdueAsync(default)));

        var row = await desk.RowAsync(1);
        Assert.Equal((row.EndsAt, 0), (row.OverdueAt, row.Version));
        Assert.Null((await desk.RowAsync(note.Id)).OverdueAt);
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
        await desk.HeldAsync(row);
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P11")]
    public async Task When_the_rules_of_the_zone_change_a_viewing_at_ten_stays_at_ten(DatabaseKind kind)
    {
        await using var desk = await RemindedAsync(kind, 60);
        desk.Office.Office.Time = new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

        await Clock(desk).TickAsync(default);

        var row = await desk.RowAsync(1);
        Assert.Equal((At.Utc("2026-11-24 12:00"), At.Utc("2026-11-24 12:15"), At.Utc("2026-11-24 11:00")), (row.StartsAt, row.EndsAt, row.RemindAt));
        Assert.Equal(row.StartsAt, (await desk.ClientAsync()).NextActivityAt);
    }

    private static async Task<Desk> RemindedAsync(DatabaseKind kind, int minutes)
    {
        var desk = await Desk.OpenAsync(kind);
        await desk.ChangeAsync(async db =>
        {
            (await db.Set<User>().SingleAsync(u => u.Id == desk.Anna.Id)).Email = "anna@example.org";
            (await db.Set<User>().SingleAsync(u => u.Id == desk.Jan.Id)).Email = "jan@example.org";
        });
        await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft() with { ReminderMinutes = minutes }, default));
        return desk;
    }

    private static ActivityClock Clock(Desk desk) => new(desk.Office.Crm, desk.Office.Route(), NullLogger<ActivityClock>.Instance);

    private static async Task<List<OutboxMail>> MailsAsync(Desk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<OutboxMail>().AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }
}
