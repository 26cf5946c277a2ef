using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Activities.Reminding;
using CrmLive.Core.Agreements;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Agreements;

[Trait("Feature", "P24")]
public sealed class ReservationTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task The_second_who_reserves_a_unit_waits_behind_the_first_and_their_terms_never_overlap(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var first = await desk.RowAsync(await desk.ReservedAsync(desk.Me, desk.Ewa));
        var second = await desk.RowAsync(await desk.ReservedAsync(desk.Other, desk.Olga, 3));

        Assert.Equal((desk.Now, desk.Now.AddDays(7), (DateTime?)desk.Now), (first.StartsAt, first.ExpiresAt, first.HeldSince));
        Assert.Equal((first.ExpiresAt, first.ExpiresAt?.AddDays(3), (DateTime?)null), (second.StartsAt, second.ExpiresAt, second.HeldSince));
        Assert.Equal([desk.Ewa, desk.Olga], await desk.QueueAsync());
        Assert.Equal((UnitStatus.OralReservation, "oral", "oral"), (await desk.StatusAsync(), await desk.StageAsync(desk.Ewa), await desk.StageAsync(desk.Olga)));
        Assert.Equal(["agreement.queued"], await desk.HistoryAsync(desk.Olga));
        Assert.Equal(2, Assert.Single(await desk.Queries.OfClientAsync(desk.Other, desk.Olga, default)).Position);
        Assert.Equal(AgreementProblem.AlreadyReserved, Assert.Single((await desk.ReserveAsync(desk.Me, desk.Ewa)).Problems).Key);
        Assert.Empty(await desk.WrongTotalsAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Of_many_who_reserve_at_the_same_moment_everybody_gets_a_place_and_one_the_unit(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var clients = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            clients.Add((await desk.Office.AddClientAsync("Client", $"{i}", null, desk.Anna.Id)).Id);
        }

        var saved = await Task.WhenAll(clients.Select(client => Task.Run(() => desk.ReserveAsync(desk.Me, client))));
        Assert.All(saved, s => Assert.True(s.Ok, $"{s.Outcome} {string.Join(", ", s.Problems)}"));
        await using var db = desk.Office.Crm.Open(Actor.System);
        var queue = await db.Set<Agreement>().AsNoTracking().OrderBy(a => a.StartsAt).ToListAsync();
        Assert.Equal(4, queue.Count);
        Assert.Single(queue, a => a.HeldSince is not null);
        Assert.All(queue.Zip(queue.Skip(1)), pair => Assert.Equal(pair.First.ExpiresAt, pair.Second.StartsAt));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A18")]
    public async Task When_the_first_runs_out_the_next_moves_up_once_and_both_advisors_are_told_by_the_bell(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var first = await desk.ReservedAsync(desk.Me, desk.Ewa);
        var second = await desk.ReservedAsync(desk.Other, desk.Olga, 3);
        desk.Office.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await desk.TickAsync());

        desk.Office.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.Office.ReopenAsync();
        using var rings = desk.Office.Bus.Subscribe(LiveTopic.Agreements);
        // Two nodes look at the same time.
        var nodes = await Task.WhenAll(Task.Run(desk.TickAsync), Task.Run(desk.TickAsync));
        Assert.Equal(1, nodes.Sum() + await desk.TickAsync());

        Assert.Equal(AgreementStatus.Expired, (await desk.RowAsync(first)).Status);
        Assert.Equal(desk.Now, (await desk.RowAsync(second)).HeldSince);
        Assert.Equal(["agreement.reserved", "agreement.expired"], await desk.HistoryAsync(desk.Ewa));
        Assert.Equal(["agreement.queued", "agreement.moved-up"], await desk.HistoryAsync(desk.Olga));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.Contains(await rings.ReadBatchAsync(patience.Token), ring => ring.Id == second);
        await new ActivityClock(desk.Office.Crm, desk.Office.Route(), NullLogger<ActivityClock>.Instance).TickAsync(default);
        var bell = new Reminders(desk.Office.Crm);
        Assert.Contains("ran out", Assert.Single(await bell.UnreadAsync(desk.Me, default)).Note, StringComparison.Ordinal);
        Assert.Contains("now kept for this client", Assert.Single(await bell.UnreadAsync(desk.Other, default)).Note, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_ran_out_while_nothing_was_running_ends_as_it_would_have(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var first = await desk.ReservedAsync(desk.Me, desk.Ewa, 1);
        var second = await desk.ReservedAsync(desk.Other, desk.Olga, 1);
        desk.Office.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, await desk.TickAsync());
        Assert.All([await desk.RowAsync(first), await desk.RowAsync(second)], row => Assert.Equal((AgreementStatus.Expired, row.ExpiresAt), (row.Status, row.EndedAt)));
        Assert.Equal(UnitStatus.Available, await desk.StatusAsync());
        Assert.Empty(await desk.WrongTotalsAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_withdrawn_one_gives_its_place_to_the_next_which_keeps_its_own_end(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var first = await desk.ReservedAsync(desk.Me, desk.Ewa);
        var second = await desk.ReservedAsync(desk.Other, desk.Olga, 3);
        var end = (await desk.RowAsync(second)).ExpiresAt;
        Assert.Equal(AgreementProblem.ReasonMissing, Assert.Single((await desk.Commands.WithdrawAsync(desk.Me, first, 0, new AgreementEnd(null, null), default)).Problems).Key);
        Assert.True((await desk.WithdrawAsync(desk.Me, first)).Ok);

        var next = await desk.RowAsync(second);
        Assert.Equal((desk.Now, end, (DateTime?)desk.Now), (next.StartsAt, next.ExpiresAt, next.HeldSince));
        Assert.Equal("the bank said no", (await desk.RowAsync(first)).EndNote);
        Assert.Contains("agreement.withdrawn", await desk.HistoryAsync(desk.Ewa));
        Assert.Empty(await desk.WrongTotalsAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task It_lasts_longer_only_while_nobody_waits_behind_it(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var id = await desk.ReservedAsync(desk.Me, desk.Ewa);
        await Desk.DoneAsync(desk.Commands.ExtendAsync(desk.Me, id, 0, 4, default));
        Assert.Equal(desk.Now.AddDays(11), (await desk.RowAsync(id)).ExpiresAt);
        Assert.Equal(AgreementProblem.DaysWrong, Assert.Single((await desk.Commands.ExtendAsync(desk.Me, id, 1, 90, default)).Problems).Key);
        await desk.ReservedAsync(desk.Other, desk.Olga);
        Assert.Equal(AgreementProblem.SomebodyWaits, Assert.Single((await desk.Commands.ExtendAsync(desk.Me, id, 1, 4, default)).Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_colleague_who_was_quicker_is_named_and_nothing_is_overwritten(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var id = await desk.ReservedAsync(desk.Me, desk.Ewa);
        await Desk.DoneAsync(desk.Commands.ExtendAsync(desk.Other, id, 0, 2, default));
        var late = await desk.WithdrawAsync(desk.Me, id, version: 0);
        Assert.Equal((SavedOutcome.Conflict, "Jan Kot"), (late.Outcome, late.By));
        Assert.Equal(AgreementStatus.InProgress, (await desk.RowAsync(id)).Status);
        Assert.True((await desk.WithdrawAsync(desk.Me, id)).Ok);
        Assert.Equal(SavedOutcome.Conflict, (await desk.WithdrawAsync(desk.Other, id)).Outcome);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Who_may_not_see_the_client_or_holds_no_right_reserves_nothing(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await Assert.ThrowsAsync<AccessRefused>(() => desk.ReserveAsync(People.Of(BuiltInRoles.Receptionist), desk.Ewa));
        var narrow = Desk.As(desk.Jan, Scope.Own);
        Assert.Equal(AgreementProblem.ClientGone, Assert.Single((await desk.ReserveAsync(narrow, desk.Ewa)).Problems).Key);
        var id = await desk.ReservedAsync(desk.Me, desk.Ewa);
        Assert.Equal(SavedOutcome.Gone, (await desk.WithdrawAsync(narrow, id)).Outcome);
        var seen = Assert.Single((await desk.Units.CardAsync(narrow, desk.UnitId, default))!.Agreements);
        Assert.Equal((null, 0, "Anna Lis"), (seen.Client, seen.ClientId, seen.Advisor));
    }
}
