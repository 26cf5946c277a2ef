using Bunit;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Documents;
using CrmLive.Core.Leads;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace CrmLive.Tests.Web;

/// <summary>One page about one row, before somebody's eyes, over a real small office.</summary>
internal sealed class Card : IAsyncDisposable
{
    private readonly Screen _screen;

    private Card(Screen screen) => _screen = screen;

    public static Card Over(CallFloor floor) => new(new Screen(floor: floor, more: services => services
        .AddSingleton(floor.Office.Options).AddSingleton(floor.Office.Crm).AddSingleton(new DocumentStore(floor.Office.Options)).AddSingleton<UserQueries>().AddSingleton(TestOffice.Vault).AddClients().AddActivities().AddAgreements().AddLeads().AddSubmissions()));

    public Screen Screen => _screen;

    /// <summary>Opens the page and waits until it shows this.</summary>
    public async Task<IRenderedComponent<IComponent>> OpenAsync<TPage>(int id, string shows)
        where TPage : IComponent
    {
        var page = _screen.Open<TPage>(("Id", id));
        await SeesAsync(page, shows);
        return page;
    }

    public Task SeesAsync(IRenderedComponent<IComponent> page, string words) =>
        _screen.SeesAsync(() => page.Markup.Contains(words, StringComparison.Ordinal), words);

    public string Text<TTexts>(string key, params object[] blanks) => _screen.Services.GetRequiredService<IStringLocalizer<TTexts>>()[key, blanks];

    public async ValueTask DisposeAsync()
    {
        await _screen.DisposeComponentsAsync();
        _screen.Dispose();
    }
}
