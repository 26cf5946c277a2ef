using System.Globalization;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Documents;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using CrmLive.Web.Submissions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace CrmLive.Tests.Submissions;

/// <summary>One reviewer's inbox over a desk's real office: the loop of the layout, the menu's count and the page.</summary>
internal sealed class InboxScreen : BunitContext
{
    private readonly BrokerDesk _desk;
    private readonly CancellationTokenSource _stop = new();

    public InboxScreen(BrokerDesk desk, Actor? who = null, string language = "en")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        JSInterop.Mode = JSRuntimeMode.Loose;
        _desk = desk;
        var office = desk.Office;
        Services.AddLogging().AddScreens().AddScoped<SignedIn>()
            .AddSingleton<TimeProvider>(office.Clock).AddSingleton<ILiveBus>(office.Bus).AddSingleton(office.Crm).AddSingleton(office.Office).AddSingleton(office.Options)
            .AddSingleton(TestOffice.Vault).AddSingleton(office.Route(new MailOptions()))
            .AddSingleton<UserQueries>().AddSingleton<DictionaryQueries>().AddSingleton<ApiTokens>().AddDocuments(new ScanOptions()).AddClients().AddSubmissions();
        Services.GetRequiredService<SignedIn>().Actor = who ?? desk.Manager;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public NavigationManager Navigation => Get<NavigationManager>();

    /// <summary>What the host would run: the view and the bell.</summary>
    public async Task StartAsync()
    {
        await Get<InboxView>().StartAsync(_stop.Token);
        await Get<SimilarityBell>().StartAsync(_stop.Token);
    }

    public static RenderFragment Page(int? open = null) => builder =>
    {
        builder.OpenComponent<InboxWatch>(0);
        builder.CloseComponent();
        builder.OpenComponent<PendingCount>(1);
        builder.CloseComponent();
        builder.OpenComponent<InboxPage>(2);
        builder.AddComponentParameter(3, nameof(InboxPage.Id), open);
        builder.CloseComponent();
    };

    public IRenderedComponent<IComponent> Open(InboxFilter filter, int? open = null)
    {
        Navigation.NavigateTo(InboxAddress.Of(filter, open));
        return Render(Page(open));
    }

    /// <summary>Waits for what the office answers; the clock is moved, so that whoever rests wakes.</summary>
    public Task SeesAsync(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            _desk.Office.Clock.Advance(TimeSpan.FromMilliseconds(300));
            return condition();
        },
        what);

    public Task ReadsAsync(IRenderedComponent<IComponent> page, string words) => SeesAsync(() => page.Markup.Contains(words, StringComparison.Ordinal), words);

    public string Text(string key, params object[] blanks) => Get<IStringLocalizer<SubmissionsText>>()[key, blanks];

    public async Task LeaveAsync()
    {
        await DisposeComponentsAsync();
        await _stop.CancelAsync();
        _stop.Dispose();
    }
}
