using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Agreements;

[Trait("Feature", "P24")]
public sealed class UnitTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Units_are_found_by_what_clients_ask_for_and_those_to_be_had_come_first(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await desk.SignedAsync(AgreementKind.Reservation, desk.Ewa);
        Assert.Equal(["A.2", "A.3", "A.1"], await FoundAsync(desk, new UnitFilter()));
        Assert.Equal(["A.2", "A.3"], await FoundAsync(desk, new UnitFilter { Reservable = true }));
        Assert.Equal(["A.3"], await FoundAsync(desk, new UnitFilter { Rooms = 3 }));
        Assert.Equal(["A.2"], await FoundAsync(desk, new UnitFilter { AreaFrom = 30, AreaTo = 50 }));
        Assert.Equal(["A.3"], await FoundAsync(desk, new UnitFilter { PriceFrom = 500_000 }));
        Assert.Equal(["A.2"], await FoundAsync(desk, new UnitFilter { Text = "zielona a.2" }));
        Assert.Empty(await FoundAsync(desk, new UnitFilter { PriceTo = 1 }));
        Assert.Equal((3, 1), ((await desk.Units.PageAsync(desk.Me, new UnitFilter(), 2, 1, default)) is var page ? (page.Count, page.Rows.Count) : default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task A_price_is_changed_by_who_may_and_a_unit_on_which_something_stands_is_not_withdrawn(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var units = new UnitCommands(desk.Office.Crm);
        var edit = new UnitEdit { Price = 210_000, PricePerMetre = 10_500, LowestPrice = 200_000, ParkingSingle = 1, StorageNumber = "K1", StorageArea = 3.5m };
        await Assert.ThrowsAsync<AccessRefused>(() => units.EditAsync(desk.Me, desk.UnitId, 0, edit, default));
        await Desk.DoneAsync(units.EditAsync(SalesDesk.Manager, desk.UnitId, 0, edit, default));
        Assert.Equal(SavedOutcome.Conflict, (await units.EditAsync(SalesDesk.Manager, desk.UnitId, 0, edit, default)).Outcome);
        var card = (await desk.Units.CardAsync(desk.Me, desk.UnitId, default))!;
        Assert.Equal((210_000m, "K1", 1), (card.Price, card.StorageNumber, card.ParkingSingle));

        await Desk.DoneAsync(units.EditAsync(SalesDesk.Manager, desk.UnitId, card.Version, edit with { Withdrawn = true }, default));
        Assert.Equal(AgreementProblem.UnitWithdrawn, Assert.Single((await desk.ReserveAsync(desk.Me, desk.Ewa)).Problems).Key);
        await Desk.DoneAsync(units.EditAsync(SalesDesk.Manager, desk.UnitId, card.Version + 1, edit, default));
        await desk.ReservedAsync(desk.Me, desk.Ewa);
        var busy = await units.EditAsync(SalesDesk.Manager, desk.UnitId, card.Version + 3, edit with { Withdrawn = true }, default);
        Assert.Equal(AgreementProblem.UnitBusy, Assert.Single(busy.Problems).Key);
        Assert.Equal(AgreementProblem.PriceWrong, Assert.Single((await units.EditAsync(SalesDesk.Manager, desk.UnitId, card.Version + 3, edit with { LowestPrice = 999_999 }, default)).Problems).Key);
        Assert.Equal(["unit.changed", "agreement.reserved", "unit.changed", "unit.changed", "unit.changed", "unit.created"], (await desk.Units.HistoryAsync(desk.Me, desk.UnitId, 20, default)).Select(e => e.Event));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P2")]
    public async Task Units_come_from_a_price_list_all_or_none_and_a_number_is_given_once(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var units = new UnitCommands(desk.Office.Crm);
        var draft = new NewUnits { Investment = "Zielona", Stage = "II", Building = "B", Units = UnitLines.Read("B.1; 1; 2; 45,5; 520 000\nB.2\t-1\t0\t20.25\t1,234,567.50 zł").Units };
        await Assert.ThrowsAsync<AccessRefused>(() => units.AddAsync(desk.Me, draft, default));
        await Desk.DoneAsync(units.AddAsync(SalesDesk.Manager, draft, default));
        var added = (await desk.Units.PageAsync(desk.Me, new UnitFilter { Text = "b.2" }, 0, 9, default)).Rows.Single();
        Assert.Equal(("Zielona", "B", "II", -1, 20.25m, 1_234_567.50m, UnitStatus.Available), (added.Investment, added.Building, added.Stage, added.Floor, added.Area, added.Price, added.Status));

        var twice = await units.AddAsync(SalesDesk.Manager, draft with { Units = UnitLines.Read("B.3;1;1;30;300000\nb.1;1;1;30;300000").Units }, default);
        Assert.Equal(new Problem("b.1", AgreementProblem.NumberTwice), Assert.Single(twice.Problems));
        Assert.Equal(AgreementProblem.NameMissing, Assert.Single((await units.AddAsync(SalesDesk.Manager, draft with { Stage = " " }, default)).Problems).Key);
        Assert.Equal(AgreementProblem.LinesMissing, Assert.Single((await units.AddAsync(SalesDesk.Manager, draft with { Units = [] }, default)).Problems).Key);
        Assert.Equal(5, (await desk.Units.PageAsync(desk.Me, new UnitFilter(), 0, 9, default)).Count);
        await Desk.DoneAsync(units.AddAsync(SalesDesk.Manager, draft with { Investment = "Modra", Building = "C" }, default));
        Assert.Contains(await desk.Units.BuildingsAsync(desk.Me, default), b => b is { Name: "C", Stage: "II" });
    }

    [Theory]
    [InlineData("A.1;1;2;45")]
    [InlineData(";1;2;45;500000")]
    [InlineData("A.1;one;2;45;500000")]
    [InlineData("A.1;1;2;0;500000")]
    [InlineData("A.1;1;2.5;45;500000")]
    [InlineData("A.1;1;2;45;")]
    public void A_line_that_cannot_be_read_is_named(string line) =>
        Assert.Equal(new Problem("Line 2", AgreementProblem.LineWrong), Assert.Single(UnitLines.Read($"A.9;0;1;30;300000\n{line}\n").Problems));

    [Theory]
    [InlineData("520 000", 520000)]
    [InlineData("520\u00A0000,50 zł", 520000.50)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("1.234.567,8", 1234567.8)]
    [InlineData("520,000", 520000)]
    public void Amounts_are_read_as_people_write_them(string typed, double amount) => Assert.Equal((decimal)amount, UnitLines.Read($"A;0;1;30;{typed}").Units.Single().Price);

    private static async Task<IEnumerable<string>> FoundAsync(SalesDesk desk, UnitFilter filter) =>
        (await desk.Units.PageAsync(desk.Me, filter, 0, 20, default)).Rows.Select(u => u.Number);
}
