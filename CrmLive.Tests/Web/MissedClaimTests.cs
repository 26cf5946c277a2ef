using Bunit;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Calls;
using CrmLive.Web.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C11")]
public sealed class MissedClaimTests
{
    [Fact]
    public async Task A_missed_call_turns_up_is_claimed_with_a_click_seen_by_all_and_clears_itself()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var anna = await floor.Office.AddUserAsync("Anna", "Mazur", "101");
        var marek = await floor.Office.AddUserAsync("Marek", "Lis", "102");
        using var hers = new Screen(floor: floor);
        using var his = new Screen(floor: floor);
        (hers.Me.Actor, his.Me.Actor) = (CallFloor.As(anna), CallFloor.As(marek));
        using var view = new OnlineView(floor.Office.Crm, hers.View, NullLogger<OnlineView>.Instance);
        using var same = new OnlineView(floor.Office.Crm, his.View, NullLogger<OnlineView>.Instance);
        await view.StartAsync(default);
        await same.StartAsync(default);
        var (herPage, hisPage) = (hers.Open<MissedList>(), his.Open<MissedList>());

        await floor.TellAsync(new Told("missed").Inbound(0, "600 111 222").Rings(1, "a", "101").Ends(20, HangUp.NoAnswer).Events);
        await Sees(hers, herPage, "I call back");
        await Sees(his, hisPage, "I call back");

        await herPage.InvokeAsync(() => herPage.One("button", "I call back").Click());
        await Sees(hers, herPage, "You are calling back");
        await Sees(his, hisPage, "Anna Mazur is calling back");

        await floor.TellAsync(new Told("back").Outbound(60, "b", "101", "+48600111222").Rings(62, "b").Answers(66, "b").Ends(90).Events);
        await Sees(hers, herPage, "Everybody was called back.");
        await Sees(his, hisPage, "Everybody was called back.");
        await view.StopAsync(default);
        await same.StopAsync(default);
    }

    private static Task Sees(Screen screen, IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string words) =>
        screen.SeesAsync(() => page.Markup.Contains(words, StringComparison.Ordinal), () => $"'{words}'; the page is\n{page.Markup}\nand the view\n{screen.View.Current.Value}");
}
