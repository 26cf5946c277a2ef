using CrmLive.Core.Calls;
using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Web.Activities;
using CrmLive.Web.App;
using CrmLive.Web.Calls;
using CrmLive.Web.Kpi;
using CrmLive.Web.Live;
using CrmLive.Web.Shared;
using CrmLive.Web.Submissions;
using Microsoft.Extensions.Localization;
using MudBlazor.Services;

namespace CrmLive.Web.Hosting;

/// <summary>The frame around every page: components, languages, theme.</summary>
public static class Shell
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery();
        return services
            .AddScreens()
            .AddSingleton<OwnLanguage>()
            .AddSingleton<FormStamp>()
            // Written at the start, before any request; nothing waits that it could hold up.
            .AddSingleton(provider => ThemeSheet.WriteAsync(provider).GetAwaiter().GetResult());
    }

    /// <summary>What components ask for, in a circuit and in a test.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddLocalization();
        return services
            .AddSingleton<ResourceManagerStringLocalizerFactory>()
            .AddSingleton<IStringLocalizerFactory, KeptTextsFactory>()
            .AddSingleton<When>()
            .AddSingleton<Words>()
            .AddSingleton<Onlookers>()
            .AddScoped<Remarks>()
            .AddActivityScreens()
            .AddKpiScreens()
            .AddScoped<CallsFeed>()
            .AddScoped(_ => new LiveRows<CallNow>(call => call.Id))
            .AddScoped(_ => new LiveRows<MissedNow>(missed => missed.CallId))
            .AddScoped(_ => new LiveRows<DepartmentNow>(department => department.Id))
            .AddScoped<CallActions>()
            .AddScoped<InboxFeed>()
            .AddScoped(_ => new LiveRows<InboxRow>(row => row.Id));
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
        // Compression costs each circuit 236 KiB of native memory and the fan-out a third of its speed.
        app.MapRazorComponents<App.App>().AddInteractiveServerRenderMode(options =>
        {
            options.DisableWebSocketCompression = true;
            // Its own header, beside ours, would only loosen what ours already forbids.
            options.ContentSecurityFrameAncestorsPolicy = null;
        });
    }
}
