using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Tests.Calls;
using CrmLive.Web.App;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C7")]
public sealed class AwaySwitchTests
{
    [Fact]
    public async Task One_says_it_on_one_screen_and_takes_it_back_on_the_other()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var ewa = CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis", "101"));
        using var desk = new Screen(floor: floor);
        using var home = new Screen(floor: floor);
        var (here, there) = (Open(desk, ewa), Open(home, ewa));

        await here.InvokeAsync(() => here.Find("button").Click());
        await desk.SeesAsync(() => here.Find("button").GetAttribute("aria-pressed") == "true", "away here");
        await home.SeesAsync(() => ByRole.Text(there.Find("button")) == "You are away I am back", "away on the other screen");

        await there.InvokeAsync(() => there.Find("button").Click());
        await desk.SeesAsync(() => ByRole.Text(here.Find("button")) == "I am away", "back here");
        Assert.False(await new OwnPresence(floor.Office.Crm).IsAwayAsync(ewa, default));
    }

    private static IRenderedComponent<IComponent> Open(Screen screen, Actor actor) => screen.Render(builder =>
    {
        builder.OpenComponent<CascadingValue<Actor>>(0);
        builder.AddComponentParameter(1, "Value", actor);
        builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(inner =>
        {
            inner.OpenComponent<AwaySwitch>(0);
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    });
}
