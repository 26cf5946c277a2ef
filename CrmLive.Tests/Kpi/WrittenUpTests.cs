using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Office;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Desk = CrmLive.Tests.Activities.Desk;

namespace CrmLive.Tests.Kpi;

/// <summary>K11: a talk and the phone activity about it are one contact, whichever is heard of first.</summary>
[Trait("Feature", "K11")]
public sealed class WrittenUpTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_phone_activity_about_a_talk_is_not_a_second_contact_and_taken_back_it_takes_nothing(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var (desk, client) = await DeskAsync(floor);
        await TalkAsync(floor, 45);
        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Facts.Calls);

        var id = await RegisterAsync(floor, desk, client);
        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        // A second one speaks of another talk, by the advisor's own telephone.
        var second = await RegisterAsync(floor, desk, client);
        Assert.Equal(2, (await floor.RowAsync(floor.Anna)).Facts.Calls);

        foreach (var taken in (int[])[id, second])
        {
            var row = await floor.Office.ActivityAsync(taken);
            Assert.True((await desk.SetStatusAsync(Desk.As(floor.Anna), taken, row.Version, new ActivityOutcome(ActivityStatus.Planned), default)).Ok);
        }

        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        Assert.Empty(await new TotalsAudit(floor.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Registered_while_they_still_talk_it_is_found_when_the_talk_ends(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var (desk, client) = await DeskAsync(floor);
        await RegisterAsync(floor, desk, client);
        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        await TalkAsync(floor, 45);
        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        Assert.Empty(await new TotalsAudit(floor.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_short_call_is_no_contact_and_a_new_rule_leaves_old_days_alone(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var (desk, client) = await DeskAsync(floor);
        await TalkAsync(floor, 29, "short");
        Assert.Equal(0, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        await TalkAsync(floor, 30, "just");
        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        Assert.False((await floor.Weights.SetTalkRuleAsync(floor.Manager, SalesFloor.Monday, 60, default)).Ok);
        await floor.SaveAsync(new TalkRule { ValidFrom = SalesFloor.Monday.AddDays(1), Seconds = 60 });
        await TalkAsync(floor, 31, "still by the old rule");
        Assert.Equal(2, (await floor.RowAsync(floor.Anna)).Facts.Calls);
        Assert.Equal((60, 30), (new[] { new TalkRule { ValidFrom = SalesFloor.Monday.AddDays(1), Seconds = 60 } }.SecondsOn(SalesFloor.Monday.AddDays(1)), Array.Empty<TalkRule>().SecondsOn(SalesFloor.Monday)));
        await RegisterAsync(floor, desk, client);
        Assert.Equal(2, (await floor.RowAsync(floor.Anna)).Facts.Calls);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K2")]
    public async Task A_talk_over_the_exchange_covers_the_client_and_a_short_one_does_not(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        await DeskAsync(floor);
        await TalkAsync(floor, 29, "short");
        Assert.Equal(new Ring(0, 1), Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default)).Clients);
        await TalkAsync(floor, 45);
        Assert.Equal(new Ring(1, 1), Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default)).Clients);
    }

    private static async Task<(ActivityCommands Desk, int Client)> DeskAsync(SalesFloor floor)
    {
        await floor.PlanAsync(floor.Anna, 1, 1, 1);
        var client = await floor.Office.AddClientAsync("Ewa", "Wilk", "600 111 222", floor.Anna.Id);
        floor.NowIs(Told.At(120));
        return (new ActivityCommands(floor.Office.Crm), client.Id);
    }

    private static async Task TalkAsync(SalesFloor floor, int seconds, string key = "call-1")
    {
        await using var intake = new CallIntake(floor.Office.Crm, NullLogger<CallIntake>.Instance);
        await intake.AcceptAsync([.. new Told(key).Inbound().Rings(1, "a", "11").Answers(5, "a", "11").Ends(5 + seconds).Events], default);
    }

    private static async Task<int> RegisterAsync(SalesFloor floor, ActivityCommands desk, int client) => await Desk.DoneAsync(desk.RegisterAsync(
        Desk.As(floor.Anna), new ActivityDraft { Type = ActivityType.Phone, ClientId = client, AssignedToId = floor.Anna.Id, Note = "spoke" }, default));
}

internal static class Rows
{
    public static async Task<Activity> ActivityAsync(this TestOffice office, int id)
    {
        await using var db = office.Crm.Open(CrmLive.Core.Access.Actor.System);
        return (await db.Set<Activity>().FindAsync(id))!;
    }
}
