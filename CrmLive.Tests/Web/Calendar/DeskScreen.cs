using System.Globalization;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Activities.Reminding;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using CrmLive.Web.Activities;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Calendar;

/// <summary>An advisor's screen before a real office: the dialog, the calendar and the card's panels over the desk's database.</summary>
internal sealed class DeskScreen : BunitContext
{
    private readonly Desk _desk;

    public DeskScreen(Desk desk, Actor? who = null, string language = "en")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        JSInterop.Mode = JSRuntimeMode.Loose;
        _desk = desk;
        Services
            .AddLogging()
            .AddScreens()
            .AddScoped<SignedIn>()
            .AddSingleton<TimeProvider>(desk.Office.Clock)
            .AddSingleton<ILiveBus>(desk.Office.Bus)
            .AddSingleton(desk.Office.Crm)
            .AddSingleton(desk.Office.Office)
            .AddSingleton<ActivityQueries>()
            .AddSingleton<ActivityCommands>()
            .AddSingleton<ClashFinder>()
            .AddSingleton<Reminders>()
            .AddSingleton<ClientService>()
            .AddSingleton<ClientQueries>()
            .AddSingleton<SimilarClients>()
            .AddSingleton<MergeQueries>()
            .AddSingleton(new ClientCommands(desk.Office.Crm))
            .AddSingleton<UserQueries>()
            .AddSingleton<AbsenceQueries>()
            .AddSingleton<OwnChoices>()
            .AddSingleton<DictionaryQueries>();
        Services.GetRequiredService<SignedIn>().Actor = who ?? desk.Me;
    }

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>A page of whatever kind with the dialog that an address asks for over it.</summary>
    public IRenderedComponent<ActivityDialogs> Open(ActivityAddress address)
    {
        Navigation.NavigateTo(address.On(Navigation));
        return Render<ActivityDialogs>();
    }

    /// <summary>Waits for what the office answers; the clock is moved, so that whoever rests wakes.</summary>
    public Task SeesAsync(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            _desk.Office.Clock.Advance(TimeSpan.FromMilliseconds(300));
            return condition();
        },
        TimeSpan.FromSeconds(60),
        what);

    public Task SeesAsync(IRenderedComponent<IComponent> page, string selector) => SeesAsync(() => page.FindAll(selector).Count > 0, selector);

    public Task ReadsAsync(IRenderedComponent<IComponent> page, string words) => SeesAsync(() => page.Markup.Contains(words, StringComparison.Ordinal), words);

    public Task ClosesAsync(IRenderedComponent<IComponent> page) => SeesAsync(() => page.FindAll("dialog").Count == 0, "the dialog is closed");
}
