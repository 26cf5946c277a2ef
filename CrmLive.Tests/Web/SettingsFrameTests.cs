using Bunit;
using CrmLive.Core.Data;
using CrmLive.Tests.Submissions;
using CrmLive.Web.Settings;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P17")]
public sealed class SettingsFrameTests
{
    [Fact]
    public async Task What_a_telephone_shows_behind_a_button_is_opened_and_closed_by_it_and_the_page_one_is_on_is_named()
    {
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new SettingsScreen(desk.Office, desk.Administrator);
        var page = screen.Open<FormsPage>("settings/forms?name=x");
        foreach (var open in new[] { "false", "true", "false" })
        {
            Assert.Equal(open, page.One("button", "Settings").GetAttribute("aria-expanded"));
            Assert.Equal(open == "true", page.Find(".settings-tabs").HasAttribute("data-open"));
            await page.InvokeAsync(() => page.One("button", "Settings").Click());
        }

        Assert.Equal("Broker forms", ByRole.NameOf(page.Find(".settings-places [aria-current=page]")));
        Assert.Contains(page.All("link"), link => ByRole.NameOf(link) == "Users");
    }
}
