using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Kpi;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Kpi;

/// <summary>From the board to somebody's numbers, and back to the board that was left.</summary>
[Trait("Feature", "K8"), Trait("Feature", "K15")]
public sealed class PersonPageTests
{
    [Theory]
    [InlineData("kpi?sort=worst")]
    [InlineData("kpi?period=month&by=plan&sort=points&down=1")]
    public async Task The_way_back_and_every_way_further_keep_the_order_in_which_the_board_stood(string board)
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var anna = await floor.Office.AddUserAsync("Anna", "Lis", "11");
        using var screen = new Screen(floor: floor, more: services => services.AddSingleton(new KpiQueries(floor.Office.Crm)).AddSingleton(new CoverageQueries(floor.Office.Crm)));
        screen.Me.Actor = People.Of(BuiltInRoles.Manager);

        var lines = screen.Open<KpiBoard>(("At", BoardAddress.Read($"http://office/{board}")));
        await screen.SeesAsync(() => lines.FindAll("a[data-open]").Count == 1);
        var there = lines.Find("a[data-open]").GetAttribute("href")!;
        Assert.StartsWith($"kpi/{anna.Id}", there, StringComparison.Ordinal);

        screen.Services.GetRequiredService<NavigationManager>().NavigateTo(there);
        var page = screen.Open<KpiPersonPage>(("UserId", anna.Id));
        await screen.SeesAsync(() => page.FindAll(".roster-views a").Count > 0);
        Assert.Equal(board, page.Find("[data-key=b]").GetAttribute("href"));
        // By the tabs, and to the period before: still the same board behind it.
        Assert.All(page.FindAll(".roster-views a, [data-key=k]"), further => Assert.Equal(
            BoardAddress.Read($"http://office/{board}") with { Span = new() },
            BoardAddress.Read($"http://office/{further.GetAttribute("href")}") with { Span = new() }));
    }
}
