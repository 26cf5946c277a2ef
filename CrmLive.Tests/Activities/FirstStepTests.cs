using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

[Trait("Feature", "A17")]
public sealed class FirstStepTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Who_has_a_phone_is_rung_who_has_only_an_address_is_written_to_and_who_has_neither_is_marked(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = new NewClient { LastName = "Nowak", AdvisorId = desk.Jan.Id };

        var both = await FirstAsync(desk, card with { Phone = "600 111 333", Email = "a@example.org" });
        Assert.Equal((ActivityType.Phone, ActivityStatus.Planned, desk.Jan.Id, true), (both!.Type, both.Status, both.AssignedToId, both.WasPlanned));
        Assert.Equal((At.Local("2026-11-23 10:15"), At.Local("2026-11-23 10:30"), "2026-11-23T10:15"), (both.StartsAt, both.EndsAt, both.LocalStart));
        Assert.Equal(ActivityType.Email, (await FirstAsync(desk, card with { Email = "b@example.org" }))!.Type);
        Assert.Null(await FirstAsync(desk, card));

        await using var db = desk.Office.Crm.Open(desk.Me);
        Assert.Equal(["Nowak", "Wilk"], await db.Set<Client>().WithoutNextStep().OrderBy(c => c.LastName).Select(c => c.LastName).ToListAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Outside_hours_it_is_planned_for_the_start_of_the_advisors_next_working_day(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = new NewClient { LastName = "Nowak", Phone = "600 111 333", AdvisorId = desk.Jan.Id };
        async Task<DateTime?> AtAsync(string now)
        {
            desk.Office.Clock.SetUtcNow(At.Local(now));
            return (await FirstAsync(desk, card))!.StartsAt;
        }

        Assert.Equal(At.Local("2026-11-24 09:00"), await AtAsync("2026-11-24 06:30"));
        Assert.Equal(At.Local("2026-11-25 09:00"), await AtAsync("2026-11-24 17:50"));
        Assert.Equal(At.Local("2026-11-30 09:00"), await AtAsync("2026-11-27 20:00"));
        // Over Christmas: Thursday the 24th to Saturday the 26th are holidays, then comes Sunday.
        Assert.Equal(At.Local("2026-12-28 09:00"), await AtAsync("2026-12-23 18:00"));
        await desk.ChangeAsync(db =>
        {
            db.Add(new Absence { UserId = desk.Jan.Id, From = new DateOnly(2026, 12, 28), To = new DateOnly(2026, 12, 29) });
            return Task.CompletedTask;
        });
        Assert.Equal(At.Local("2026-12-30 09:00"), await AtAsync("2026-12-23 18:00"));
        Assert.Equal(At.Local("2026-12-30 09:00"), await AtAsync("2026-12-28 11:00"));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_card_without_an_advisor_is_for_whoever_opened_it_and_an_import_may_choose_to_plan_nothing(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = new NewClient { LastName = "Nowak", Phone = "600 111 333" };

        Assert.Equal(desk.Anna.Id, (await FirstAsync(desk, card))!.AssignedToId);
        Assert.Null(await FirstAsync(desk, card with { PlanFirstStep = false }));
    }

    private static async Task<Activity?> FirstAsync(Desk desk, NewClient card)
    {
        var id = await Desk.DoneAsync(new ClientCommands(desk.Office.Crm, new FirstStep(desk.Office.Crm)).CreateAsync(desk.Me, card, default));
        await using var db = desk.Office.Crm.Open(desk.Me);
        var step = await db.Set<Activity>().AsNoTracking().SingleOrDefaultAsync(a => a.ClientId == id);
        Assert.Equal(step?.StartsAt, (await db.Set<Client>().SingleAsync(c => c.Id == id)).NextActivityAt);
        return step;
    }
}
