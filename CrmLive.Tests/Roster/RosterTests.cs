using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Roster;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Roster;

public sealed class RosterTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A14")]
    public async Task Each_view_shows_whom_its_word_means_and_its_count_is_its_rows(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var anna = await office.AddUserAsync("Anna", "Lis");
        var late = await WithActivityAsync(office, "Late", anna.Id, TestOffice.Monday.AddHours(-3));
        var going = await WithActivityAsync(office, "Going", anna.Id, TestOffice.Monday.AddMinutes(-10));
        var planned = await WithActivityAsync(office, "Planned", anna.Id, TestOffice.Monday.AddDays(1));
        var idle = await office.AddClientAsync("Jan", "Idle");
        var finished = await office.AddClientAsync("Jan", "Finished");
        await ChangeAsync(office, finished.Id, c => c.FinishedAt = TestOffice.Monday);
        var signed = await WithActivityAsync(office, "Signed", anna.Id, TestOffice.Monday.AddDays(-2));
        await SignAsync(office, signed.Id);
        var roster = new RosterQueries(office.Crm, new UserQueries(office.Crm));

        var counts = await roster.CountsAsync(Actor.System, new RosterFilter(), default);
        async Task<int[]> View(RosterView view)
        {
            var page = await roster.PageAsync(Actor.System, new RosterFilter { View = view, Sort = RosterSort.Created }, null, 50, default);
            Assert.Equal(counts.Of(view), page.Rows.Count);
            return [.. page.Rows.Select(r => r.Id).Order()];
        }

        Assert.Equal([late.Id, going.Id, planned.Id, idle.Id, signed.Id], await View(RosterView.InService));
        Assert.Equal([late.Id, idle.Id], await View(RosterView.Overdue));
        Assert.Equal([idle.Id], await View(RosterView.NoNextStep));
        Assert.Equal([finished.Id], await View(RosterView.Finished));
        Assert.Equal(6, (await View(RosterView.Everybody)).Length);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P12")]
    public async Task Turning_pages_in_any_order_shows_everybody_once_even_while_rows_come_in_above(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var random = new Random(5);
        for (var i = 0; i < 23; i++)
        {
            var client = await office.AddClientAsync(((char)('A' + random.Next(3))).ToString(), ((char)('A' + random.Next(3))).ToString());
            await ChangeAsync(office, client.Id, c => (c.Town, c.LastContactAt) = (random.Next(2) == 0 ? null : "Łódź", random.Next(2) == 0 ? null : TestOffice.Monday.AddDays(-random.Next(3))));
        }

        var roster = new RosterQueries(office.Crm, new UserQueries(office.Crm));
        foreach (var filter in Enum.GetValues<RosterSort>().SelectMany(sort => (RosterFilter[])[new() { Sort = sort }, new() { Sort = sort, Descending = true }]))
        {
            var seen = new List<int>();
            RosterCursor? after = null;
            RosterPage page;
            do
            {
                page = await roster.PageAsync(Actor.System, filter, after, 5, default);
                seen.AddRange(page.Rows.Select(r => r.Id));
                after = RosterQueries.CursorOf(filter, page.Rows[^1]);
            }
            while (page.HasMore);

            var whole = await roster.PageAsync(Actor.System, filter, null, 100, default);
            Assert.Equal(whole.Rows.Select(r => r.Id), seen);
            Assert.Equal(23, seen.Distinct().Count());
        }

        var first = await roster.PageAsync(Actor.System, new(), null, 5, default);
        var cursor = RosterQueries.CursorOf(new(), first.Rows[^1]);
        var second = await roster.PageAsync(Actor.System, new(), cursor, 5, default);
        var above = await office.AddClientAsync("A", "A");
        await ChangeAsync(office, above.Id, c => c.SearchKey = "a");
        Assert.Equal(second.Rows.Select(r => r.Id), (await roster.PageAsync(Actor.System, new(), cursor, 5, default)).Rows.Select(r => r.Id));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Filters_narrow_and_nobody_lists_or_exports_beyond_their_scope(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (anna, ewa) = (await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk"));
        var hers = await office.AddClientAsync("Jan", "Nowak", "600 111 222", anna.Id);
        await office.AddClientAsync("Adam", "Nowak", advisorId: ewa.Id);
        await ChangeAsync(office, hers.Id, c => c.IsKey = true);
        var roster = new RosterQueries(office.Crm, new UserQueries(office.Crm));
        async Task<int> Count(Actor actor, RosterFilter filter) => (await roster.PageAsync(actor, filter, null, 50, default)).Rows.Count;

        Assert.Equal(2, await Count(Actor.System, new()));
        Assert.Equal(1, await Count(Actor.System, new() { AdvisorId = anna.Id }));
        Assert.Equal(1, await Count(Actor.System, new() { KeyOnly = true }));
        Assert.Equal(1, await Count(Actor.System, new() { Text = "111 222" }));
        Assert.Equal(0, await Count(Actor.System, new() { NoAdvisor = true }));
        Assert.Equal(1, await Count(People.Of(BuiltInRoles.Advisor, Scope.Own, anna.Id), new()));
        Assert.Equal(0, await Count(People.Without(ClientPermissions.View), new()));
        await Assert.ThrowsAsync<AccessRefused>(() => new RosterExport(office.Crm, roster).WriteAsync(
            People.Without(ClientPermissions.Export), new(), Stream.Null, [], _ => "", default));
    }

    private static async Task<Client> WithActivityAsync(TestOffice office, string last, int userId, DateTime startsAt)
    {
        var client = await office.AddClientAsync("Jan", last);
        await using var db = office.Crm.Open(Actor.System);
        db.Add(new Activity { ClientId = client.Id, AssignedToId = userId, Type = ActivityType.Meeting, StartsAt = startsAt, EndsAt = startsAt.AddHours(1), CreatedAt = TestOffice.Monday });
        await db.SaveChangesAsync();
        return client;
    }

    private static async Task ChangeAsync(TestOffice office, int id, Action<Client> change)
    {
        await using var db = office.Crm.Open(Actor.System);
        change(await db.Set<Client>().SingleAsync(c => c.Id == id));
        await db.SaveChangesAsync();
    }

    private static async Task SignAsync(TestOffice office, int clientId)
    {
        await using var db = office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Centre" };
        var investment = new Investment { Name = "Park", Branch = branch };
        var unit = new Unit { Number = "1", Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } } };
        db.Add(new Agreement { ClientId = clientId, Unit = unit, Investment = investment, Kind = AgreementKind.Reservation, Status = AgreementStatus.Signed, CreatedAt = TestOffice.Monday });
        await db.SaveChangesAsync();
    }
}
