using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

public sealed class ServiceTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A15")]
    public async Task Ending_service_from_an_activity_finishes_the_client_with_a_reason_and_cancels_what_is_left_only_if_wished(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var (now, left) = (await desk.PlannedAsync(), await desk.PlannedAsync(ActivityType.Meeting, Desk.Wall(15)));
        var price = await desk.WordAsync(DictionaryKind.EndReason, "price");
        ActivityOutcome Ending(int reason, bool cancel) => new(ActivityStatus.Held) { End = new ServiceEnd(reason, null, cancel) };

        var purpose = await desk.WordAsync(DictionaryKind.Purpose, "other");
        var wrong = await desk.Commands.SetStatusAsync(desk.Me, now.Id, now.Version, Ending(purpose, cancel: true), default);
        Assert.Equal(ActivityProblem.ReasonMissing, Assert.Single(wrong.Problems).Key);
        await Desk.DoneAsync(desk.Commands.SetStatusAsync(desk.Me, now.Id, now.Version, Ending(price, cancel: true), default));

        var client = await desk.ClientAsync();
        Assert.Equal((ClientStatusKeys.Finished, price, (int?)desk.Anna.Id, (DateTime?)desk.Now), (client.Status!.Key, client.EndReasonId!.Value, client.FinishedById, client.FinishedAt));
        Assert.Equal((ActivityStatus.Held, ActivityStatus.Cancelled), ((await desk.RowAsync(now.Id)).Status, (await desk.RowAsync(left.Id)).Status));
        Assert.Null(client.NextActivityAt);
        Assert.Equal(["activity.cancelled", "activity.completed", "client.service-ended"], (await desk.HistoryAsync()).TakeLast(3).Select(e => e.Event).Order());
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Empty(await db.Set<Client>().WithoutNextStep().ToListAsync());
        Assert.Equal(1, await db.Set<DailyTotal>().Where(t => t.Measure == Measure.ClientsFinished).SumAsync(t => t.Count));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A16")]
    public async Task From_the_card_a_reason_and_a_description_are_asked_for_and_reopening_keeps_the_old_reason_in_history(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var planned = await desk.PlannedAsync();
        var reason = await desk.WordAsync(DictionaryKind.EndReason, "competitor");
        Task<Saved> EndAsync(int version, string? why) => desk.Service.EndAsync(desk.Me, desk.ClientId, version, new ServiceEnd(reason, why, CancelPlanned: false), default);

        var version = (await desk.ClientAsync()).Version;
        Assert.Equal(new Problem("Description", ActivityProblem.DescriptionMissing), Assert.Single((await EndAsync(version, " ")).Problems));
        await Desk.DoneAsync(EndAsync(version, "bought next door"));
        Assert.Equal(ActivityStatus.Planned, (await desk.RowAsync(planned.Id)).Status);
        Assert.Equal(SavedOutcome.Conflict, (await EndAsync(version, "again")).Outcome);
        Assert.Equal(ActivityProblem.ClientFinished, Assert.Single((await EndAsync(version + 1, "again")).Problems).Key);

        await Desk.DoneAsync(desk.Service.ReopenAsync(desk.Me, desk.ClientId, version + 1, null, default));

        var client = await desk.ClientAsync();
        Assert.Equal((ClientStatusKeys.Interested, null, null, null), (client.Status!.Key, client.FinishedAt, client.EndReasonId, client.EndDescription));
        var told = (await desk.HistoryAsync())[^1];
        Assert.Equal("client.service-reopened", told.Event);
        Assert.Contains($"\"EndReasonId\":[\"{reason}\",null]", told.Changes, StringComparison.Ordinal);
        Assert.Contains("bought next door", told.Changes, StringComparison.Ordinal);
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A16")]
    public async Task Finished_is_reached_and_left_only_by_its_own_commands_and_with_the_right_to_edit(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var finished = await desk.WordAsync(DictionaryKind.ClientStatus, ClientStatusKeys.Finished);
        var version = (await desk.ClientAsync()).Version;

        Assert.Equal(ActivityProblem.StatusWrong, Assert.Single((await desk.Service.SetStatusAsync(desk.Me, desk.ClientId, version, finished, default)).Problems).Key);
        Assert.Equal(ActivityProblem.StatusWrong, Assert.Single((await desk.Service.ReopenAsync(desk.Me, desk.ClientId, version, null, default)).Problems).Key);
        Assert.Equal(SavedOutcome.Gone, (await desk.Service.ReopenAsync(desk.Me, 999, 0, null, default)).Outcome);
        await Assert.ThrowsAsync<AccessRefused>(() => desk.Service.ReopenAsync(People.Without(ClientPermissions.Edit), desk.ClientId, version, null, default));
    }
}
