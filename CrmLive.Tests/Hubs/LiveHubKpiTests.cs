using System.Collections.Concurrent;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using CrmLive.Web.Hubs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Hubs;

[Trait("Feature", "P7")]
public sealed class LiveHubKpiTests
{
    [Theory, InlineData(false), InlineData(true), Trait("Feature", "K12")]
    public async Task A_contact_is_told_to_whoever_may_see_the_numbers_and_an_advisor_sees_their_own_row_alone(bool messagePack)
    {
        await using var office = await HubOffice.OpenAsync();
        await office.Web.ChangeAsync<Role>(r => r.Scope = Scope.All, r => r.Key == "manager");
        await office.Web.ChangeAsync<Role>(r => r.Scope = Scope.Own, r => r.Key == "advisor");
        var manager = await office.ConnectAsync(await office.TokenAsync("manager", KpiPermissions.See), messagePack);
        var advisor = await office.ConnectAsync(await office.TokenAsync("advisor", KpiPermissions.See), messagePack);
        var other = await office.Web.AddUserAsync("other");
        var me = await UserOfTheAdvisorAsync(office);
        await PlanAsync(office, me, other.Id);
        var (toManager, toAdvisor) = (Listen(manager), Listen(advisor));
        await manager.InvokeAsync<Told>(nameof(LiveHub.WatchKpi));
        await advisor.InvokeAsync<Told>(nameof(LiveHub.WatchKpi));

        await MeetAsync(office, other.Id);
        await office.UntilAsync(() => toManager.Any(told => told.People.Any(p => p.UserId == other.Id && p is { Points: 5, Rank: 1, Week.Meetings: 1 })), "the manager's program hears of the meeting");
        Assert.Equal([me, other.Id], toManager.Last().People.Select(p => p.UserId).Order());
        await office.UntilAsync(() => toAdvisor.Any(told => told.People is [{ Rank: 2 }]), "the advisor's program hears that it is second");
        Assert.All(toAdvisor.SelectMany(told => told.People), p => Assert.Equal(me, p.UserId));
    }

    [Fact]
    public async Task A_token_without_the_right_is_told_which_it_lacks()
    {
        await using var office = await HubOffice.OpenAsync();
        var line = await office.ConnectAsync(await office.TokenAsync("receptionist", CallPermissions.Watch));
        var refused = await Assert.ThrowsAsync<HubException>(() => line.InvokeAsync<Told>(nameof(LiveHub.WatchKpi)));
        Assert.Contains(KpiPermissions.See, refused.Message, StringComparison.Ordinal);
    }

    private static ConcurrentQueue<Told> Listen(HubConnection line)
    {
        var told = new ConcurrentQueue<Told>();
        line.On<Told>(nameof(ILiveListener.KpiChanged), told.Enqueue);
        return told;
    }

    private static async Task<int> UserOfTheAdvisorAsync(HubOffice office)
    {
        await using var db = office.Web.Crm.Open(Actor.System);
        return await db.Set<User>().Where(u => u.UserName!.StartsWith("advisor")).Select(u => u.Id).SingleAsync();
    }

    private static async Task PlanAsync(HubOffice office, params int[] users)
    {
        await using var db = office.Web.Crm.Open(Actor.System);
        db.AddRange(users.Select(user => new Plan { UserId = user, Week = new DateOnly(2026, 11, 23), Meetings = 2, Version = 1 }));
        await db.SaveChangesAsync();
    }

    private static async Task MeetAsync(HubOffice office, int user)
    {
        var client = await office.AddClientAsync();
        var now = office.Web.Clock.GetUtcNow().UtcDateTime;
        await using var db = office.Web.Crm.Open(Actor.System);
        db.Add(new Activity { Type = ActivityType.Meeting, Status = ActivityStatus.Held, AssignedToId = user, ClientId = client, DoneAt = now, StartsAt = now, EndsAt = now, CreatedAt = now });
        await db.SaveChangesAsync();
    }

    // What this program reads of the messages; they hold more.
    public sealed record Told(long Version, Row[] People);

    public sealed record Row(int UserId, int Rank, long Points, Count Week);

    public sealed record Count(int Meetings, decimal Plan);
}
