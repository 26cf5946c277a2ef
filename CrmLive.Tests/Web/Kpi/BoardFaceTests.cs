using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Kpi;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Kpi;

/// <summary>The faces of the board that are not full: nobody to show, and a database that does not answer.</summary>
[Trait("Feature", "K1"), Trait("Feature", "P17")]
public sealed class BoardFaceTests : IAsyncLifetime
{
    private CallFloor _floor = default!;

    public async Task InitializeAsync()
    {
        _floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await _floor.Office.AddUserAsync("Anna", "Lis", "11");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_and_the_next_try_brings_the_rows_which_stay_and_are_called_old_when_it_goes_again()
    {
        using var screen = ScreenOf(People.Of(BuiltInRoles.Manager));
        await RenameAsync("DailyTotals", "Elsewhere");
        var board = screen.Open<KpiBoard>(("At", new BoardAddress()));
        await screen.SeesAsync(() => board.Markup.Contains("The numbers could not be read", StringComparison.Ordinal));

        await RenameAsync("Elsewhere", "DailyTotals");
        await board.One("button", "Try again").ClickAsync(new());
        await screen.SeesAsync(() => board.Markup.Contains("Anna Lis", StringComparison.Ordinal));

        await RenameAsync("DailyTotals", "Elsewhere");
        await _floor.Office.AddUserAsync("Jan", "Kot", "12");
        await screen.SeesAsync(() => board.Markup.Contains("These are the last ones", StringComparison.Ordinal));
        Assert.Contains("Anna Lis", board.Markup, StringComparison.Ordinal);

        await RenameAsync("Elsewhere", "DailyTotals");
        await _floor.Office.AddUserAsync("Ewa", "Wilk", "13");
        await screen.SeesAsync(() => board.Markup.Contains("Ewa Wilk", StringComparison.Ordinal));
        Assert.DoesNotContain("These are the last ones", board.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_sells_a_manager_is_led_to_the_plans_and_an_advisor_is_not()
    {
        foreach (var (role, leads) in ((BuiltInRoles, bool)[])[(BuiltInRoles.Manager, true), (BuiltInRoles.Advisor, false)])
        {
            using var screen = ScreenOf(People.Of(role, Scope.Branch, branchId: 12345));
            var board = screen.Open<KpiBoard>(("At", new BoardAddress()));
            await screen.SeesAsync(() => board.Markup.Contains("Nobody sells in this period", StringComparison.Ordinal));
            Assert.Equal(leads, board.All("link").Any(link => link.GetAttribute("href") == "kpi/plans"));
        }
    }

    private Screen ScreenOf(Actor me)
    {
        var screen = new Screen(floor: _floor, more: services => services.AddSingleton(new KpiQueries(_floor.Office.Crm)).AddSingleton(new CoverageQueries(_floor.Office.Crm)));
        screen.Me.Actor = me;
        return screen;
    }

    private Task RenameAsync(string table, string to) => _floor.Office.RenameAsync(table, to);

    public Task DisposeAsync() => _floor.DisposeAsync().AsTask();
}
