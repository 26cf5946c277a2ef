using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Roster;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Roster;

[Trait("Feature", "A19")]
public sealed class HandOverTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Clients_and_what_is_planned_with_them_go_over_and_come_back_but_for_those_given_on(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (anna, ewa, jan) = (await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk"), await office.AddUserAsync("Jan", "Kot"));
        var (one, two) = (await office.AddClientAsync("Jan", "Nowak", advisorId: anna.Id), await office.AddClientAsync("Adam", "Nowak", advisorId: anna.Id));
        var mine = await PlanAsync(office, one.Id, anna.Id);
        var others = await PlanAsync(office, one.Id, jan.Id);
        var hand = new HandOver(office.Crm, new UserQueries(office.Crm));
        var manager = People.Of(BuiltInRoles.Manager);

        var (saved, done) = await hand.GiveAsync(manager, [one.Id, two.Id], ewa.Id, plannedToo: true, default);

        Assert.True(saved.Ok);
        Assert.Equal([ewa.Id, ewa.Id], await AdvisorsAsync(office, one.Id, two.Id));
        Assert.Equal((ewa.Id, jan.Id), (await AssignedAsync(office, mine), await AssignedAsync(office, others)));
        await using (var db = office.Crm.Open(Actor.System))
        {
            Assert.Equal(2, await db.Set<JournalEntry>().CountAsync(e => e.Event == "client.handed-over"));
        }

        await hand.GiveAsync(manager, [two.Id], jan.Id, plannedToo: false, default);
        var (_, back) = await hand.TakeBackAsync(manager, done!, default);

        Assert.Equal(1, back);
        Assert.Equal([anna.Id, jan.Id], await AdvisorsAsync(office, one.Id, two.Id));
        Assert.Equal(anna.Id, await AssignedAsync(office, mine));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Nobody_gives_what_they_may_not_give_or_do_not_see_or_to_whom_has_left(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (anna, ewa) = (await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk"));
        var hers = await office.AddClientAsync("Jan", "Nowak", advisorId: anna.Id);
        var hand = new HandOver(office.Crm, new UserQueries(office.Crm));

        await Assert.ThrowsAsync<AccessRefused>(() => hand.GiveAsync(People.Without(ClientPermissions.Assign), [hers.Id], ewa.Id, false, default));
        var (unseen, _) = await hand.GiveAsync(People.Of(BuiltInRoles.Manager, Scope.Own, ewa.Id), [hers.Id], ewa.Id, false, default);
        Assert.Equal(SavedOutcome.Gone, unseen.Outcome);
        var (nobody, _) = await hand.GiveAsync(People.Of(BuiltInRoles.Manager), [hers.Id], 4711, false, default);
        Assert.Equal([new Problem("AdvisorId", "AdvisorWrong")], nobody.Problems);
        Assert.Equal([anna.Id], await AdvisorsAsync(office, hers.Id));
    }

    private static async Task<int> PlanAsync(TestOffice office, int clientId, int userId)
    {
        await using var db = office.Crm.Open(Actor.System);
        var activity = new Activity { ClientId = clientId, AssignedToId = userId, Type = ActivityType.Phone, StartsAt = TestOffice.Monday.AddDays(1), CreatedAt = TestOffice.Monday };
        db.Add(activity);
        await db.SaveChangesAsync();
        return activity.Id;
    }

    private static async Task<int?[]> AdvisorsAsync(TestOffice office, params int[] ids)
    {
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<Client>().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).Select(c => c.AdvisorId).ToArrayAsync();
    }

    private static async Task<int> AssignedAsync(TestOffice office, int activityId)
    {
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<Activity>().Where(a => a.Id == activityId).Select(a => a.AssignedToId).SingleAsync();
    }
}
