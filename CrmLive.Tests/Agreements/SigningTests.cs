using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Agreements;

[Trait("Feature", "P24")]
public sealed class SigningTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A14")]
    public async Task From_the_spoken_word_to_the_keys_unit_client_and_totals_follow_each_step(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await desk.ReservedAsync(desk.Me, desk.Ewa);
        foreach (var (step, unit, stage) in ((AgreementKind, UnitStatus, string)[])[
            (AgreementKind.Reservation, UnitStatus.Reserved, "reservation"),
            (AgreementKind.Developer, UnitStatus.Developer, "developer"),
            (AgreementKind.NotarialDeed, UnitStatus.Sold, "final")])
        {
            await desk.SignedAsync(step, desk.Ewa);
            Assert.Equal((unit, stage), (await desk.StatusAsync(), await desk.StageAsync(desk.Ewa)));
            Assert.True(await HasNoNextStepAsync(desk), "in service until the keys are handed over");
            Assert.Empty(await desk.WrongTotalsAsync());
        }

        var deed = (await desk.Queries.OfClientAsync(desk.Me, desk.Ewa, default)).Single(a => a.IsLive);
        Assert.Equal((AgreementKind.NotarialDeed, 200_000m, "NotarialDeed/1"), (deed.Kind, deed.Value, deed.Number));
        await Desk.DoneAsync(desk.Commands.HandKeysAsync(desk.Me, deed.Id, deed.Version, desk.Today, default));
        Assert.Equal((UnitStatus.HandedOver, "handed-over"), (await desk.StatusAsync(), await desk.StageAsync(desk.Ewa)));
        Assert.False(await HasNoNextStepAsync(desk), "nobody owes them a next step");
        Assert.Empty(await desk.WrongTotalsAsync());

        await using var db = desk.Office.Crm.Open(Actor.System);
        var counted = await db.Set<DailyTotal>().Where(t => t.Count > 0 && (int)t.Measure >= 60 && (int)t.Measure < 70).Select(t => t.Measure).ToListAsync();
        Assert.Equal([Measure.OralReservations, Measure.ReservationAgreements, Measure.DeveloperAgreements, Measure.NotarialDeeds, Measure.Handovers], counted.Order());
        Assert.Equal(AgreementProblem.OutOfOrder, Assert.Single((await desk.WithdrawAsync(SalesDesk.Manager, deed.Id)).Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A14")]
    public async Task Whoever_waits_for_another_unit_is_served_on_and_a_handover_by_mistake_is_undone(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await desk.SignedAsync(AgreementKind.Final, desk.Ewa);
        var deed = await desk.SignedAsync(AgreementKind.NotarialDeed, desk.Ewa);
        var second = await Desk.DoneAsync(desk.ReserveAsync(desk.Me, desk.Ewa, unit: desk.UnitId + 1));
        await Desk.DoneAsync(desk.Commands.HandKeysAsync(desk.Me, deed, 0, desk.Today, default));
        Assert.True(await HasNoNextStepAsync(desk));

        await Assert.ThrowsAsync<AccessRefused>(() => desk.Commands.TakeKeysBackAsync(desk.Me, deed, 1, default));
        Assert.True((await desk.WithdrawAsync(desk.Me, second)).Ok);
        await Desk.DoneAsync(desk.Commands.TakeKeysBackAsync(SalesDesk.Manager, deed, 1, default));
        await Desk.DoneAsync(desk.Commands.HandKeysAsync(desk.Me, deed, 2, desk.Today, default));
        Assert.False(await HasNoNextStepAsync(desk));
        await Desk.DoneAsync(desk.Commands.TakeKeysBackAsync(SalesDesk.Manager, deed, 3, default));
        Assert.Equal((UnitStatus.Sold, "final"), (await desk.StatusAsync(), await desk.StageAsync(desk.Ewa)));
        await Desk.DoneAsync(desk.Commands.HandKeysAsync(desk.Me, deed, 4, desk.Today, default));
        await Desk.DoneAsync(desk.ReserveAsync(desk.Me, desk.Ewa, unit: desk.UnitId + 1));
        Assert.True(await HasNoNextStepAsync(desk), "a new sale is a new service");
        Assert.Empty(await desk.WrongTotalsAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task The_legal_order_is_held(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        Assert.Equal(AgreementProblem.OutOfOrder, Why(await desk.MakeAsync(AgreementKind.NotarialDeed, desk.Ewa, desk.Today)));
        await desk.ReservedAsync(desk.Me, desk.Ewa);
        Assert.Equal(AgreementProblem.HeldByAnother, Why(await desk.MakeAsync(AgreementKind.Reservation, desk.Olga, desk.Today)));
        Assert.Equal(AgreementProblem.SignedInFuture, Why(await desk.MakeAsync(AgreementKind.Reservation, desk.Ewa, desk.Today.AddDays(1))));
        Assert.Equal(AgreementProblem.SignedTooEarly, Why(await desk.MakeAsync(AgreementKind.Reservation, desk.Ewa, desk.Today.AddDays(-1))));
        await desk.SignedAsync(AgreementKind.Preliminary, desk.Ewa);
        Assert.Equal(AgreementProblem.OutOfOrder, Why(await desk.MakeAsync(AgreementKind.Reservation, desk.Ewa, desk.Today)));
        Assert.Equal(AgreementProblem.UnitTaken, Why(await desk.MakeAsync(AgreementKind.Final, desk.Olga, desk.Today)));
        Assert.Equal(AgreementProblem.UnitTaken, Why(await desk.ReserveAsync(desk.Other, desk.Olga)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_prepared_agreement_keeps_the_unit_is_corrected_and_then_signed_or_falls_back(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await desk.SignedAsync(AgreementKind.Reservation, desk.Ewa);
        var prepared = await Desk.DoneAsync(desk.MakeAsync(AgreementKind.Developer, desk.Ewa, null));
        Assert.Equal((UnitStatus.Reserved, AgreementProblem.InPreparation), (await desk.StatusAsync(), Why(await desk.MakeAsync(AgreementKind.Final, desk.Ewa, null))));
        await Assert.ThrowsAsync<AccessRefused>(() => desk.WithdrawAsync(desk.Me, prepared));
        Assert.True((await desk.WithdrawAsync(SalesDesk.Manager, prepared)).Ok);
        Assert.Equal(UnitStatus.Reserved, await desk.StatusAsync());

        var again = await Desk.DoneAsync(desk.MakeAsync(AgreementKind.Developer, desk.Ewa, null));
        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, again, 0, new AgreementFields { Number = "UD/7", Price = 195_000, SignedOn = desk.Today }, default));
        var signed = await desk.RowAsync(again);
        Assert.Equal((AgreementStatus.Signed, 195_000m, 9_750m, "UD/7"), (signed.Status, signed.Value, signed.PricePerMetre, signed.Number));
        Assert.Equal((UnitStatus.Developer, "developer"), (await desk.StatusAsync(), await desk.StageAsync(desk.Ewa)));
        Assert.Equal(AgreementProblem.Locked, Why(await desk.Commands.EditAsync(desk.Me, again, 1, new AgreementFields { Price = 1 }, default)));

        Assert.True((await desk.WithdrawAsync(SalesDesk.Manager, again)).Ok);
        Assert.Equal(UnitStatus.Available, await desk.StatusAsync());
        Assert.Empty(await desk.WrongTotalsAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Who_waits_keeps_waiting_behind_a_paper_and_moves_up_when_it_falls(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await desk.ReservedAsync(desk.Me, desk.Ewa);
        var waiting = await desk.ReservedAsync(desk.Other, desk.Olga, 3);
        var paper = await desk.SignedAsync(AgreementKind.Reservation, desk.Ewa);
        Assert.Null((await desk.RowAsync(waiting)).HeldSince);
        Assert.True((await desk.WithdrawAsync(SalesDesk.Manager, paper)).Ok);
        Assert.Equal((UnitStatus.OralReservation, (DateTime?)desk.Now), (await desk.StatusAsync(), (await desk.RowAsync(waiting)).HeldSince));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Below_a_units_limit_only_who_may_agrees_and_what_they_agreed_stands(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        Assert.Equal(AgreementProblem.PriceTooLow, Why(await desk.MakeAsync(AgreementKind.Reservation, desk.Ewa, desk.Today, price: 189_999)));
        await Desk.DoneAsync(desk.MakeAsync(AgreementKind.Reservation, desk.Ewa, desk.Today, SalesDesk.Manager, 180_000));
        var developer = await desk.SignedAsync(AgreementKind.Developer, desk.Ewa);
        Assert.Equal(180_000m, (await desk.RowAsync(developer)).Value);
        Assert.Equal(AgreementProblem.PriceWrong, Why(await desk.MakeAsync(AgreementKind.Final, desk.Ewa, desk.Today, price: -1)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task For_a_client_whose_service_ended_nothing_is_reserved_or_signed(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            (await db.Set<Client>().SingleAsync(c => c.Id == desk.Ewa)).FinishedAt = desk.Now;
            await db.SaveChangesAsync();
        }

        Assert.Equal(AgreementProblem.ClientFinished, Why(await desk.ReserveAsync(desk.Me, desk.Ewa)));
        Assert.Equal(AgreementProblem.ClientFinished, Why(await desk.MakeAsync(AgreementKind.Reservation, desk.Ewa, desk.Today)));
    }

    private static string Why(Saved saved) => Assert.Single(saved.Problems).Key;

    private static async Task<bool> HasNoNextStepAsync(SalesDesk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<Client>().WithoutNextStep().AnyAsync(c => c.Id == desk.Ewa);
    }
}
