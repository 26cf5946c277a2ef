using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>A broker hands a client in from a telephone without a script; two people of the office see it come and only one of them decides.</summary>
public sealed class InboxJourney
{
    internal const string Link = "a-private-link";

    [SkippableFact, Trait("Feature", "B2"), Trait("Feature", "B3"), Trait("Feature", "B7"), Trait("Feature", "B11"), Trait("Feature", "B12"), Trait("Feature", "B15"), Trait("Feature", "B17"), Trait("Feature", "B20"), Trait("Feature", "B21")]
    public async Task A_client_is_handed_in_seen_at_once_decided_once_and_talked_about()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(CreateAsync, "--Sample:Enabled=false");
        var (maria, ada) = (await JourneyOffice.EnterAsync(app.Address, "maria", "/submissions"), await JourneyOffice.EnterAsync(app.Address, "admin", "/submissions"));
        await maria.Locator(".inbox-tile", new() { HasText = "Pending" }).ClickAsync();
        await ada.Locator(".inbox-tile", new() { HasText = "Pending" }).ClickAsync();
        await Expect(maria.Locator(".inbox-list")).ToContainTextAsync("Nothing waits for a decision.");

        var broker = await Browser.VisitAsync(app.Address, 360, 640, script: false);
        await HandInAsync(broker);

        foreach (var page in new[] { maria, ada })
        {
            await Expect(page.Locator(".nav-link[href=submissions] .number")).ToHaveTextAsync("1");
            await Expect(page.Locator(".inbox-tile[aria-current] .number")).ToHaveTextAsync("(1)");
            await page.Locator(".inbox-rows a").ClickAsync();
            await Expect(page.Locator("#s-name")).ToHaveTextAsync("Jan Nowak");
        }

        await Expect(maria.Locator(".inbox-head .onlookers")).ToContainTextAsync("Also here now");
        await AColleagueKnowsThemAsync(app, maria);
        Assert.Empty(await maria.FaultsAsync());
        await ada.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await maria.Keyboard.PressAsync("a");
        // Whoever may be the same is offered first; this once it is somebody else.
        await Expect(maria.Locator("input[name=client]")).ToBeCheckedAsync();
        await maria.Locator("input[name=way]").First.CheckAsync();
        await Expect(maria.Locator("dialog[data-modal] .notice")).ToContainTextAsync("Janek Kot");
        await maria.Locator("#d-comment").FillAsync("Thank you, we call today.");
        await maria.Locator("dialog[data-modal] button[type=submit]").ClickAsync();

        await Expect(maria.Locator(".inbox-head .tag")).ToHaveTextAsync("Accepted");
        await Expect(maria.Locator(".inbox-facts a[href^='clients/']")).ToHaveTextAsync("Jan Nowak");
        await Expect(ada.Locator(".inbox-panel .notice")).ToContainTextAsync("Maria Zych was quicker");
        await Expect(ada.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
        await Expect(ada.Locator(".nav-link[href=submissions] .number")).ToHaveTextAsync("");

        await broker.GotoAsync("/broker/" + await KeyAsync(app));
        await Expect(broker.Locator(".state")).ToContainTextAsync("Accepted");
        await Expect(broker.Locator("blockquote")).ToHaveTextAsync("Thank you, we call today.");
        await broker.Locator("#f-Text").FillAsync("He is free after five.");
        await broker.Locator("button").ClickAsync();
        await Expect(broker.Locator(".thread")).ToContainTextAsync("He is free after five.");
        await Expect(maria.Locator(".inbox-thread")).ToContainTextAsync("He is free after five.");

        await WithScriptAsync(await Browser.VisitAsync(app.Address, 360, 640));
        await Expect(maria.Locator(".nav-link[href=submissions] .number")).ToHaveTextAsync("1");
    }

    /// <summary>The same with a script: a remark comes into the page, so the file stays chosen and another language loses nothing.</summary>
    private static async Task WithScriptAsync(IPage broker)
    {
        await broker.GotoAsync("/form/" + Link);
        await broker.Locator("#f-FirstName").FillAsync("Anna");
        await broker.Locator("#f-Phone").FillAsync("+44 20 7946 0958");
        await broker.Locator("#f-BrokerName").FillAsync("Halina Rogowska");
        await broker.Locator("#f-BrokerEmail").FillAsync("halina@example.net");
        await broker.Locator("#f-Documents").SetInputFilesAsync(new FilePayload { Name = "film.mp4", MimeType = "video/mp4", Buffer = new byte[DocumentStore.MostBytes + 1] });
        await Expect(broker.Locator("#h-Documents")).ToHaveTextAsync("film.mp4: this file is too large");
        await broker.Locator("#f-Documents").SetInputFilesAsync(new FilePayload { Name = "umowa.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await Expect(broker.Locator("#h-Documents")).ToHaveCountAsync(0);
        await SendWithScriptAsync(broker, "faster than anyone can type");
        await Expect(broker.Locator("#problems")).ToContainTextAsync("Last name: please fill it in");
        await AnsweredAsync(broker, "nav button[value=pl]");
        await Expect(broker.Locator(".lead")).ToContainTextAsync("Zgłoś swojego klienta");
        await Expect(broker.Locator("#f-Phone")).ToHaveValueAsync("+44 20 7946 0958");
        Assert.Equal(1, await broker.EvaluateAsync<int>("document.querySelector('#f-Documents').files.length"));
        Assert.True(await broker.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await broker.FaultsAsync());
        await broker.Locator("#f-LastName").FillAsync("Żółć");
        await broker.Context.SetOfflineAsync(true);
        await broker.Locator("button[type=submit]").ClickAsync();
        await Expect(broker.Locator("#problems")).ToContainTextAsync("Nie udało się teraz wysłać");
        await Expect(broker.Locator("#f-LastName")).ToHaveValueAsync("Żółć");
        await broker.Context.SetOfflineAsync(false);
        await SendWithScriptAsync(broker, "szybsze");
        await Expect(broker.Locator("h1")).ToHaveTextAsync("Dziękujemy");
        await broker.Locator("a[href^='/broker/']").ClickAsync();
        await Expect(broker.Locator("h1")).ToHaveTextAsync("Anna Żółć");
    }

    private static async Task SendWithScriptAsync(IPage broker, string tooQuick)
    {
        do
        {
            await AnsweredAsync(broker, "button[type=submit]");
        }
        while (await broker.GetByText(tooQuick).CountAsync() > 0);
    }

    private static async Task AnsweredAsync(IPage broker, string button)
    {
        await broker.EvaluateAsync("document.querySelector('#f').dataset.before = ''");
        await broker.Locator(button).ClickAsync();
        await Expect(broker.Locator("#f[data-before]")).ToHaveCountAsync(0);
    }

    private static async Task AColleagueKnowsThemAsync(RunningApp app, IPage maria)
    {
        await Expect(maria.Locator("[aria-labelledby=s-alike-clients]")).ToContainTextAsync("Nobody else with this phone");
        var desk = await JourneyOffice.EnterAsync(app.Address, "admin", "/clients/new");
        await desk.Locator("#c-FirstName").FillAsync("Janek");
        await desk.Locator("#c-LastName").FillAsync("Kot");
        await desk.Locator("#c-Phone").FillAsync("0048 600-111-222");
        await desk.Locator("main button[type=submit]").ClickAsync();
        await Expect(maria.Locator("[aria-labelledby=s-alike-clients] li")).ToContainTextAsync("Janek Kot");
        await Expect(maria.Locator("[aria-labelledby=s-alike-clients] .tag")).ToHaveTextAsync("phone");
    }

    internal static async Task HandInAsync(IPage broker)
    {
        await broker.GotoAsync("/form/" + Link);
        await broker.Locator("#f-FirstName").FillAsync("Jan");
        await broker.Locator("#f-Phone").FillAsync("600 111 222");
        await broker.Locator("#f-BrokerName").FillAsync("Halina Rogowska");
        await broker.Locator("#f-BrokerEmail").FillAsync("halina@example.net");
        await SendAsync(broker);
        await Expect(broker.Locator("#problems")).ToContainTextAsync("Last name: please fill it in");
        await Expect(broker.Locator("#f-Phone")).ToHaveValueAsync("600 111 222");
        Assert.True(await broker.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await broker.Locator("#f-LastName").FillAsync("Nowak");
        await SendAsync(broker);
        await Expect(broker.Locator("h1")).ToHaveTextAsync("Thank you");
    }

    // A browser that a program drives is as quick as the form does not believe anybody to be; a person would look and send again, too.
    internal static async Task SendAsync(IPage broker)
    {
        do
        {
            // The page that says so is another one than the page that was sent.
            await broker.EvaluateAsync("document.documentElement.dataset.sent = ''");
            await broker.Locator("button[type=submit]").ClickAsync();
            await Expect(broker.Locator("html:not([data-sent]) body h1")).ToBeVisibleAsync();
        }
        while (await broker.GetByText("faster than anyone can type").CountAsync() > 0);
    }

    private static async Task<string> KeyAsync(RunningApp app)
    {
        await using var bus = new InProcessLiveBus();
        await using var crm = Open(app.Data, bus);
        await using var db = crm.Open(Actor.System);
        return await db.Set<Submission>().Select(s => s.BrokerKey).SingleAsync();
    }

    internal static CrmDb Open(string data, InProcessLiveBus bus) =>
        new(new DataOptions { Folder = data }, bus, new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))), TimeProvider.System);

    internal static async Task CreateAsync(string data)
    {
        await JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog);
        await using var bus = new InProcessLiveBus();
        await using var crm = Open(data, bus);
        await using var db = crm.Open(Actor.System);
        db.Add(new BrokerForm { Name = "Dom i Klucz", LinkKey = Link, Source = new Source { Name = "Dom i Klucz" }, Asks = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Note, TakesDocuments = true });
        await db.SaveChangesAsync();
    }
}
