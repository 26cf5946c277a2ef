using System.IO.Compression;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>A PESEL and the number of an identity card on their whole way: typed by a broker, decided on, mailed about, exported, listened to, and at last asked for by somebody who may.</summary>
public sealed class NumbersJourney
{
    private const string Pesel = "44051401359", IdCard = "ABA300000";

    private string _token = "";

    [SkippableFact, Trait("Feature", "B22"), Trait("Feature", "P7"), Trait("Feature", "P14"), Trait("Feature", "P16"), Trait("Feature", "P21")]
    public async Task A_personal_number_stands_in_clear_in_no_log_mail_export_frame_or_file_and_only_before_whoever_asked_for_it()
    {
        Needs.Chromium();
        await using var smtp = await SmtpLab.StartAsync(MailSecurity.None);
        await using var app = await RunningApp.StartAsync(
            CreateAsync, "--Sample:Enabled=false", "--Mail:Host=127.0.0.1", $"--Mail:Port={smtp.Options.Port}", "--Mail:Security=None", "--Mail:From=office@example.org",
            "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:System=Trace");
        await using var hub = await Frames.OfHubAsync(app.Address, _token, "Submissions", "Messages", "Clients", "Mail");
        await HandInAsync(await Browser.VisitAsync(app.Address, 360, 640, script: false));
        var answers = await HandInByProgramAsync(app.Address);

        var maria = await JourneyOffice.EnterAsync(app.Address, "maria", "/submissions");
        await using var circuit = Frames.Of(maria);
        await DecideAsync(maria);
        await Eventually.True(() => smtp.Received().Count == 2, "both mails have arrived");
        foreach (var mail in smtp.Received())
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(mail));
            var read = await MimeMessage.LoadAsync(bytes);
            Assert.Contains("Nowak", read.TextBody, StringComparison.Ordinal);
            HasNone("a mail", mail + read.Subject + read.TextBody);
        }

        var ada = await JourneyOffice.EnterAsync(app.Address, "admin", "/submissions");
        foreach (var address in (string[])["/submissions/export.xlsx", "/clients/export.xlsx", "/kpi/export.xlsx", "/api/submissions/1/held"])
        {
            HasNone(address, await DownloadedAsync(ada, address));
        }

        await Eventually.True(() => hub.All.Contains("Clients", StringComparison.Ordinal) && hub.All.Contains("Messages", StringComparison.Ordinal), "the program has heard of all of it");
        HasNone("the answers to a program", answers);
        HasNone("a frame of the hub", hub.All);
        Assert.Contains("1359", circuit.All, StringComparison.Ordinal);
        HasNone("a frame of a circuit", circuit.All);

        // Whoever asks sees it: the same look at the same kind of line finds it there, and still nowhere else.
        await using var asked = Frames.Of(ada);
        await RevealAsync(ada);
        Assert.Contains(Pesel, Letters(asked.All), StringComparison.Ordinal);
        var said = await app.StopAsync();
        Assert.Contains("\"LogLevel\":\"Trace\"", said.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        HasNone("the log", said);
        foreach (var file in Directory.EnumerateFiles(app.Data, "*", SearchOption.AllDirectories))
        {
            HasNone(file, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        }
    }

    private static async Task HandInAsync(IPage broker)
    {
        await broker.GotoAsync("/form/" + InboxJourney.Link);
        await broker.Locator("#f-FirstName").FillAsync("Jan");
        await broker.Locator("#f-Phone").FillAsync("600 111 222");
        await broker.Locator("#f-Pesel").FillAsync("440514 01359");
        await broker.Locator("#f-IdCard").FillAsync("aba 300000");
        await broker.Locator("#f-BrokerName").FillAsync("Halina Rogowska");
        await broker.Locator("#f-BrokerEmail").FillAsync("halina@example.net");
        // A page that comes back with a remark holds what was typed; nothing else may.
        await InboxJourney.SendAsync(broker);
        await Expect(broker.Locator("#f-Pesel")).ToHaveValueAsync("440514 01359");
        await broker.Locator("#f-LastName").FillAsync("Nowak");
        await InboxJourney.SendAsync(broker);
        await Expect(broker.Locator("h1")).ToHaveTextAsync("Thank you");
    }

    /// <summary>The same person, and once more without a last name.</summary>
    private async Task<string> HandInByProgramAsync(string address)
    {
        using var program = new HttpClient { BaseAddress = new Uri(address) };
        program.DefaultRequestHeaders.Authorization = new("Bearer", _token);
        var answers = new StringBuilder();
        foreach (var (last, pesel) in new[] { ("Nowak-Lis", "4405-1401-359"), ("", Pesel) })
        {
            using var body = new StringContent($$"""{ "formId": 1, "firstName": "Janina", "lastName": "{{last}}", "phone": "700100200", "pesel": "{{pesel}}", "brokerName": "Halina", "brokerEmail": "halina@example.net" }""", Encoding.UTF8, "application/json");
            using var answer = await program.PostAsync("/api/v1/submissions", body);
            answers.AppendLine(await answer.Content.ReadAsStringAsync());
        }

        Assert.Contains("Nothing was taken", answers.ToString(), StringComparison.Ordinal);
        return answers.ToString();
    }

    private static async Task DecideAsync(IPage maria)
    {
        await maria.GotoAsync("/submissions/1");
        await Expect(maria.Locator("[aria-labelledby=s-client]")).ToContainTextAsync("•••••••1359");
        await Expect(maria.Locator("[aria-labelledby=s-alike-submissions] .tag", new() { HasText = "PESEL" })).ToBeVisibleAsync();
        await maria.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await maria.Locator("#d-comment").FillAsync("Thank you, we call today.");
        await maria.Locator("dialog[data-modal] button[type=submit]").ClickAsync();
        await Expect(maria.Locator(".inbox-head .tag")).ToHaveTextAsync("Accepted");
        await maria.Locator("#s-write").FillAsync("Which floor?");
        await maria.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await maria.Locator(".inbox-facts a[href^='clients/']").ClickAsync();
        await Expect(maria.Locator("main")).ToContainTextAsync("•••••••1359");
    }

    private static async Task RevealAsync(IPage ada)
    {
        await ada.GotoAsync("/submissions/1");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).First.ClickAsync();
        await ada.Locator(".personal-why input").FillAsync("agreement");
        await ada.Locator(".personal-why button").ClickAsync();
        await Expect(ada.Locator("[aria-labelledby=s-client]")).ToContainTextAsync(Pesel);
    }

    /// <summary>A workbook by what lies in it.</summary>
    private static async Task<string> DownloadedAsync(IPage page, string address)
    {
        var answer = await page.Context.APIRequest.GetAsync(address);
        Assert.True(answer.Ok, $"{address}: {answer.Status}");
        var bytes = await answer.BodyAsync();
        if (!address.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var book = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var part in book.Entries)
        {
            using var reader = new StreamReader(part.Open());
            text.Append(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }

    /// <summary>In whatever spelling: only letters and digits count.</summary>
    private static void HasNone(string where, string text)
    {
        var letters = Letters(text);
        Assert.NotEmpty(letters);
        Assert.False(letters.Contains(Pesel, StringComparison.Ordinal) || letters.Contains(IdCard, StringComparison.Ordinal), $"A personal number stands in {where}.");
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private async Task CreateAsync(string data)
    {
        await InboxJourney.CreateAsync(data);
        await using var bus = new InProcessLiveBus();
        await using var crm = InboxJourney.Open(data, bus);
        await using var db = crm.Open(Actor.System);
        (await db.Set<BrokerForm>().SingleAsync()).Asks |= BrokerFormFields.Pesel | BrokerFormFields.IdCard;
        await db.SaveChangesAsync();
        var admin = await db.Set<User>().Where(u => u.UserName == "admin").Select(u => u.Id).SingleAsync();
        _token = await new ApiTokens(crm).CreateAsync(Actor.System, "screen", admin, [SubmissionPermissions.View, SubmissionPermissions.HandIn, Core.Clients.ClientPermissions.View, Core.Office.OfficePermissions.Settings], default);
    }
}
