using System.Text;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

[Trait("Feature", "P14")]
public sealed class ImportJourney
{
    [SkippableTheory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task A_list_is_uploaded_looked_through_imported_opened_and_taken_back(int width)
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), "--Sample:Enabled=false");
        var page = await JourneyOffice.EnterAsync(app.Address, "admin", "/clients/import", width: width, height: 800);

        await ChooseAsync(page, "page.xlsx", "<html><table><tr><td>Jan</td></tr></table></html>"u8.ToArray());
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("this is a web page");

        // As Excel saves it in Poland: its own code page and semicolons.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await ChooseAsync(page, "klienci.csv", Encoding.GetEncoding(1250).GetBytes(
            $"Imię;Nazwisko;Kontakt tel.;E-mail;Miasto\r\nŁukasz;Żółw;600 111 222;lukasz@example.org;Łódź\r\nAnna;N.;{JourneyOffice.KnownNumber};;\r\nEwa;Lis;12;ewa at home;\r\nŁukasz;Żółw;+48600111222;;\r\n"));
        await page.ArrivedAsync("/clients/import/1");
        await Expect(page.Locator("#i-findings")).ToHaveTextAsync("What 4 rows come to");
        await Expect(page.Locator("#i-code")).ToHaveValueAsync("Windows1250");
        await Expect(page.Locator(".import-what")).ToContainTextAsync("Kontakt tel.: “12” is no phone number");
        await ShowAsync(page, "Known in the office", "same number: Anna Nowak");
        await ShowAsync(page, "Twice in the file", "like row 2 of the file");
        await ShowAsync(page, "New", "becomes a client");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"), "wider than the screen");

        // Without the column of numbers nobody is known any more; with it again all is as before, also after the page is loaded anew.
        var phone = page.GetByLabel("Kontakt tel.", new PageGetByLabelOptions { Exact = true });
        await Expect(phone).ToHaveValueAsync("Phone");
        await phone.SelectOptionAsync("Ignore");
        await Expect(Tab(page, "Known in the office")).ToContainTextAsync("0");
        await page.ReloadAsync();
        await Expect(phone).ToHaveValueAsync("Ignore");
        await phone.SelectOptionAsync("Phone");
        await Expect(Tab(page, "Known in the office")).ToContainTextAsync("1");

        await page.Locator(".import-end .button.main").ClickAsync();
        await Expect(page.Locator(".import-state .state")).ToHaveTextAsync("Finished");
        var report = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Rows left out (Excel)").ClickAsync());
        Assert.Equal("import-1.xlsx", report.SuggestedFilename);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Łukasz Żółw" }).ClickAsync();
        await page.ArrivedAsync("/clients/2");
        await Expect(page.Locator("h1")).ToContainTextAsync("Łukasz Żółw");
        await Expect(page.Locator("section[aria-labelledby=p-history]")).ToContainTextAsync("imported from a file");

        await page.GotoAsync("/clients/import/1");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo the import" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Yes, take back 1" }).ClickAsync();
        await Expect(page.Locator(".import-state .state")).ToHaveTextAsync("Undone");
        await page.GotoAsync("/clients?q=zolw&view=Everybody");
        await Expect(page.Locator(".face")).ToBeVisibleAsync();
    }

    private static async Task ChooseAsync(IPage page, string name, byte[] file)
    {
        var choice = page.Locator(".import-drop input");
        // As for a person, who cannot click what is disabled; the browser's own hand could.
        await Expect(choice).ToBeEnabledAsync();
        await choice.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = file });
    }

    private static ILocator Tab(IPage page, string name) => page.Locator(".import-tab", new PageLocatorOptions { HasText = name });

    private static async Task ShowAsync(IPage page, string tab, string what)
    {
        await Tab(page, tab).ClickAsync();
        await Expect(page.Locator(".import-what").First).ToContainTextAsync(what);
    }
}
