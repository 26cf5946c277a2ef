using CrmLive.Web.App;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P17"), Trait("Feature", "P23")]
public sealed class ThemeSheetTests
{
    [Fact]
    public async Task MudBlazors_variables_are_a_file_for_light_dark_and_as_the_system()
    {
        using var screen = new Screen();
        var sheet = await ThemeSheet.WriteAsync(screen.Services);
        Assert.Contains("--mud-palette-primary: rgba(10,102,96,1)", sheet.Css, StringComparison.Ordinal);
        Assert.Contains("--mud-palette-primary: rgba(76,195,184,1)", sheet.Css, StringComparison.Ordinal);
        Assert.Contains(":root[data-theme=\"dark\"]", sheet.Css, StringComparison.Ordinal);
        Assert.Contains(":root[data-theme=\"auto\"]", sheet.Css, StringComparison.Ordinal);
        // Nothing but variables: what else the provider writes would be that of the last theme, whatever the page shows.
        Assert.DoesNotContain("scrollbar", sheet.Css, StringComparison.Ordinal);
    }
}
