using CrmLive.Web.App;
using CrmLive.Web.Calls;
using CrmLive.Web.Shared;
using MudBlazor.Services;

namespace CrmLive.Web.Hosting;

/// <summary>The frame around every page: components, languages, theme.</summary>
public static class Shell
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        // Compression costs each circuit 236 KiB of native memory and a third of the fan-out's speed; slow lines may switch it on.
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddLocalization();
        services.AddAntiforgery();
        return services
            .AddSingleton(provider => ThemeSheet.WriteAsync(provider).GetAwaiter().GetResult())
            .AddSingleton<When>()
            .AddScoped<CallsFeed>()
            .AddScoped<CallActions>();
    }

    /// <summary>Before routing to pages: the language of this browser.</summary>
    public static void UseShellLanguages(this WebApplication app) => app.UseRequestLocalization(options => options
        .SetDefaultCulture("en")
        .AddSupportedCultures([.. Preferences.Languages])
        .AddSupportedUICultures([.. Preferences.Languages]));

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPreferences();
        app.MapRazorComponents<App.App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
    }
}
