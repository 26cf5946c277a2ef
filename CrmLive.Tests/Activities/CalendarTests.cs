using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

public sealed class CalendarTests
{
    private static readonly UtcRange Tuesday = At.Warsaw.Day(new DateOnly(2026, 11, 24));

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A4")]
    public async Task A_day_shows_planned_and_done_in_order_also_what_reaches_into_it_from_the_day_before(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var late = await desk.PlannedAsync(start: Desk.Wall(16));
        var fair = await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(ActivityType.Task, Desk.Wall(12, day: 23)) with { End = Desk.Wall(12, day: 25) }, default));
        await desk.PlannedAsync(start: Desk.Wall(12, day: 25));
        var done = await desk.PlannedAsync(ActivityType.Meeting, Desk.Wall(9));
        await desk.HeldAsync(done);

        var rows = await desk.Queries.CalendarAsync(desk.Me, Tuesday, new CalendarFilter(), default);

        Assert.Equal([fair, done.Id, late.Id], rows.Select(r => r.Id));
        var row = rows[1];
        Assert.Equal((1, ActivityType.Meeting, ActivityStatus.Held, "Ewa Wilk", "Anna Lis", false), (row.Version, row.Type, row.Status, row.Client, row.Assigned, row.IsOpen));
        Assert.Equal((At.Utc("2026-11-24 08:00"), At.Utc("2026-11-24 09:00")), (row.StartsAt, row.EndsAt));
        Assert.True(rows[2].IsOverdue(At.Utc("2026-11-24 17:00")));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A5")]
    public async Task The_filter_narrows_by_person_type_status_branch_and_investment_and_the_scope_before_all(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var investment = new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        await desk.ChangeAsync(db =>
        {
            db.Add(investment);
            return Task.CompletedTask;
        });
        var annas = await desk.PlannedAsync();
        var jans = await Desk.DoneAsync(desk.Commands.PlanAsync(Desk.As(desk.Jan), desk.Draft(ActivityType.Meeting) with
        {
            AssignedToId = desk.Jan.Id, InvestmentId = investment.Id, BranchId = investment.BranchId,
        }, default));
        async Task<int[]> ShownAsync(Actor actor, CalendarFilter filter) => [.. (await desk.Queries.CalendarAsync(actor, Tuesday, filter, default)).Select(r => r.Id).Order()];

        Assert.Equal([annas.Id, jans], await ShownAsync(desk.Me, new CalendarFilter { People = [desk.Anna.Id, desk.Jan.Id] }));
        Assert.Equal([annas.Id], await ShownAsync(desk.Me, new CalendarFilter { People = [desk.Anna.Id] }));
        Assert.Equal([jans], await ShownAsync(desk.Me, new CalendarFilter { Types = [ActivityType.Meeting] }));
        Assert.Equal([jans], await ShownAsync(desk.Me, new CalendarFilter { InvestmentId = investment.Id }));
        Assert.Equal([jans], await ShownAsync(desk.Me, new CalendarFilter { BranchId = investment.BranchId }));
        Assert.Empty(await ShownAsync(desk.Me, new CalendarFilter { Statuses = [ActivityStatus.Held] }));
        Assert.Equal([annas.Id], await ShownAsync(Desk.As(desk.Anna, Scope.Own), new CalendarFilter()));
        Assert.Empty(await ShownAsync(People.Without(ActivityPermissions.View), new CalendarFilter()));
    }

    [Theory, Trait("Feature", "A4")]
    [InlineData("""SELECT * FROM "Activities" WHERE "AssignedToId" = 1 AND "StartsAt" >= 'a' AND "StartsAt" < 'b' ORDER BY "StartsAt", "Id" """, "IX_Activities_AssignedToId_StartsAt")]
    [InlineData($"""SELECT * FROM "Activities" WHERE "RemindAt" <= 'a' AND {ActivityClock.Reminding} ORDER BY "RemindAt" LIMIT 200""", "IX_Activities_RemindAt")]
    [InlineData($"""SELECT * FROM "Activities" WHERE "EndsAt" < 'a' AND {ActivityClock.Awaiting} LIMIT 1""", "IX_Activities_EndsAt")]
    public async Task What_is_asked_all_day_long_is_looked_up_and_not_walked_through(string sql, string index)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await using var db = desk.Office.Crm.Open(Actor.System);
        await db.Database.OpenConnectionAsync();
        await using var explain = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The statements above.
        explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
#pragma warning restore CA2100
        var plan = "";
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan += reader.GetString(3) + "\n";
        }

        Assert.Contains($"SEARCH Activities USING INDEX {index}", plan, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "A4")]
    public async Task A_month_of_one_person_is_one_statement_over_their_own_index()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await using var db = desk.Office.Crm.Open(Actor.System);
        await db.Database.OpenConnectionAsync();
        await using var explain = ActivityQueries.Shown(db, desk.Me, Tuesday, new CalendarFilter { People = [1] }).CreateDbCommand();
#pragma warning disable CA2100 // EF's own statement.
        explain.CommandText = $"EXPLAIN QUERY PLAN {explain.CommandText}";
#pragma warning restore CA2100
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }

        Assert.Contains(plan, step => step.StartsWith("SEARCH a USING INDEX IX_Activities_AssignedToId_StartsAt", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("SCAN", StringComparison.Ordinal));
    }
}
