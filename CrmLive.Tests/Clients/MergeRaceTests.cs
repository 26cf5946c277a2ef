using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Clients;

/// <summary>Two people at the same second: one plans with a client, the other merges them away.</summary>
[Trait("Feature", "P13")]
[Trait("Feature", "A7")]
public sealed class MergeRaceTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_plan_read_before_a_merge_and_saved_after_it_is_refused_and_not_lost_on_a_hidden_card(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var survivor = await desk.Office.AddClientAsync("Ewa", "Wilk-Lis");
        await using (var db = desk.Office.Crm.Open(desk.Me))
        {
            var plan = await new ActivityDesk(db, desk.Me, desk.Office.Office.Time, desk.Now).PlanAsync(desk.Draft(), default);
            await MergeAsync(desk, survivor, null);
            Assert.Equal(SavedOutcome.Gone, (await db.SaveOrSayWhoAsync(plan!, default)).Outcome);
        }

        await using var after = desk.Office.Crm.Open(desk.Me);
        Assert.Equal(0, await after.Set<Activity>().CountAsync());
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_is_saved_while_the_merge_is_being_made_goes_to_the_survivor_and_back_with_the_undo(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var survivor = await desk.Office.AddClientAsync("Ewa", "Wilk-Lis");
        var meanwhile = new Meanwhile(async () => await desk.PlannedAsync());
        var merging = await MergeAsync(desk, survivor, meanwhile);

        Assert.Equal(survivor.Id, (await desk.RowAsync(1)).ClientId);
        await UndoAsync(desk, merging);
        Assert.Equal(desk.ClientId, (await desk.RowAsync(1)).ClientId);
        await using var db = desk.Office.Crm.Open(desk.Me);
        Assert.Empty(await KeptFacts.DifferencesAsync(db));
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
    }

    private static async Task<ClientMerging> MergeAsync(Desk desk, Client survivor, IClientsJoined? meanwhile)
    {
        var merging = new ClientMerging(desk.Office.Crm, meanwhile);
        await Desk.DoneAsync(merging.MergeAsync(
            People.Of(Core.Access.BuiltInRoles.Administrator), (survivor.Id, survivor.Version), (desk.ClientId, (await desk.ClientAsync()).Version), new HashSet<MergeField>(), default));
        return merging;
    }

    private static async Task UndoAsync(Desk desk, ClientMerging merging)
    {
        await using var db = desk.Office.Crm.Open(desk.Me);
        var merge = await db.Set<ClientMerge>().SingleAsync();
        var undone = await merging.UndoAsync(People.Of(Core.Access.BuiltInRoles.Administrator), merge.Id, default);
        Assert.True(undone.Saved.Ok && undone.Kept.Count == 0, string.Join(',', undone.Kept));
    }

    /// <summary>Does something between what a merge reads and what it saves.</summary>
    private sealed class Meanwhile(Func<Task> what) : IClientsJoined
    {
        private bool _done;

        public Task JoinedAsync(CrmDbContext db, IReadOnlyCollection<int> clientIds, CancellationToken ct)
        {
            var first = !_done;
            _done = true;
            return first ? what() : Task.CompletedTask;
        }
    }
}
