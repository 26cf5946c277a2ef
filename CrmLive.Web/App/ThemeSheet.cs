using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace CrmLive.Web.App;

/// <summary>
/// MudBlazor's CSS variables as a style sheet, written once by its own theme provider. In a page the provider would write them
/// into each circuit (10 KiB of render tree a screen), need <c>style-src 'unsafe-inline'</c> for an element, and paint late.
/// </summary>
public sealed partial class ThemeSheet(string css)
{
    public string Css { get; } = css;

    public string Address { get; } = $"theme.css?v={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))[..10]}";

    public static async Task<ThemeSheet> WriteAsync(IServiceProvider services)
    {
        var light = await RenderAsync(services, dark: false);
        var dark = await RenderAsync(services, dark: true);
        return new($$"""
            {{light}}
            {{dark.Replace(":root", ":root[data-theme=\"dark\"]", StringComparison.Ordinal)}}
            @media (prefers-color-scheme: dark) { {{dark.Replace(":root", ":root[data-theme=\"auto\"]", StringComparison.Ordinal)}} }
            """);
    }

    private static async Task<string> RenderAsync(IServiceProvider services, bool dark)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var rendered = await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MudThemeProvider.Theme)] = CrmTheme.Theme,
                [nameof(MudThemeProvider.IsDarkMode)] = dark,
                [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
            }));
            return rendered.ToHtmlString();
        });
        // The variables only: its scroll bars would be those of the last theme written.
        return string.Concat(Variables().Matches(html));
    }

    [GeneratedRegex(@":root\s*\{[^}]*\}")]
    private static partial Regex Variables();
}
