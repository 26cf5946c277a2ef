using System.Globalization;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Documents;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Post;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web;

/// <summary>One administrator's settings over a real office; two of them are two administrators who see each other's changes.</summary>
internal sealed class SettingsScreen : BunitContext
{
    private readonly TestOffice _office;

    public SettingsScreen(TestOffice office, Actor who, string language = "en")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        JSInterop.Mode = JSRuntimeMode.Loose;
        _office = office;
        Services.AddLogging().AddScreens().AddScoped<SignedIn>()
            .AddSingleton<TimeProvider>(office.Clock).AddSingleton<ILiveBus>(office.Bus).AddSingleton(office.Crm).AddSingleton(office.Office).AddSingleton(office.Options)
            .AddSingleton(TestOffice.Vault).AddSingleton(new MailOptions()).AddSingleton(office.Route())
            .AddSingleton<UserQueries>().AddSingleton<DictionaryQueries>().AddSingleton<ApiTokens>().AddDocuments(new ScanOptions()).AddClients().AddSubmissions()
            .AddSingleton<LeadIntake>().AddSingleton<PostQueries>().AddSingleton<PostCommands>().AddSingleton<MailTemplateCommands>().AddSingleton<MailboxCommands>();
        Me.Actor = who;
    }

    public SignedIn Me => Services.GetRequiredService<SignedIn>();

    public IRenderedComponent<IComponent> Open<TPage>(string address)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render(builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.CloseComponent();
        });
    }

    /// <summary>Waits for what the office answers; the clock is moved, so that whoever rests wakes.</summary>
    public Task SeesAsync(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            _office.Clock.Advance(TimeSpan.FromMilliseconds(300));
            return condition();
        },
        what);
}
