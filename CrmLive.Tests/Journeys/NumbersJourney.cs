using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using CrmLive.Web.Hubs;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>Whoever looks over the office's shoulder, at its log, its database file, its mails, exports and hub, learns nobody's personal number.</summary>
public sealed class NumbersJourney
{
    private const string Pesel = "44051401359", IdCard = "ABA300000";

    [SkippableFact, Trait("Feature", "B22"), Trait("Feature", "P16")]
    public async Task Personal_numbers_handed_in_shown_and_decided_on_stand_in_clear_in_no_log_file_mail_export_or_frame_of_the_hub()
    {
        Needs.Chromium();
        await using var smtp = await SmtpLab.StartAsync(MailSecurity.None);
        var token = "";
        await using var app = await RunningApp.StartAsync(
            async data => token = await CreateAsync(data), "--Sample:Enabled=false", "--Logging:LogLevel:Default=Trace",
            "--Mail:Host=127.0.0.1", $"--Mail:Port={smtp.Options.Port}", "--Mail:Security=None", "--Mail:From=office@example.org", "--Mail:Site=https://crm.example.org");
        var heard = new ConcurrentQueue<string>();
        await using var hub = new HubConnectionBuilder().WithUrl(app.Address + LiveHub.Address, http => http.AccessTokenProvider = () => Task.FromResult<string?>(token)).Build();
        await hub.StartAsync();
        var listening = ListenAsync(hub, heard);

        await HandInAsync(await Browser.VisitAsync(app.Address, 360, 640, script: false));
        var ada = await JourneyOffice.EnterAsync(app.Address, "admin", "/submissions?view=pending");
        await ada.Locator(".inbox-rows a, .inbox-table a", new() { HasText = "Nowak" }).First.ClickAsync();
        var facts = ada.Locator(".inbox-facts").First;
        await Expect(facts).ToContainTextAsync("1359");
        await facts.GetByRole(AriaRole.Button, new() { Name = "Show" }).First.ClickAsync();
        await facts.Locator(".personal-why input").FillAsync("The notary asks");
        await facts.Locator(".personal-why button").ClickAsync();
        await Expect(facts).ToContainTextAsync(Pesel);
        await ada.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await ada.Locator("#d-comment").FillAsync("We call today.");
        await ada.Locator("dialog[data-modal] button[type=submit]").ClickAsync();
        await Expect(ada.Locator(".inbox-head .tag")).ToHaveTextAsync("Accepted");
        await Eventually.True(() => smtp.Received().Count > 0, "the decision's mail arrives");
        await Eventually.True(() => heard.Any(ring => ring.Contains("Submissions", StringComparison.Ordinal)), "the hub tells of the submission");

        var exports = new StringBuilder();
        foreach (var address in (string[])["/submissions/export.xlsx", "/clients/export.xlsx", "/api/submissions/1/held"])
        {
            var answer = await ada.APIRequest.GetAsync(address);
            Assert.True(answer.Ok, $"{address}: {answer.Status}");
            exports.AppendLine(await TextAsync(await answer.BodyAsync()));
        }

        Assert.Contains("Nowak", exports.ToString(), StringComparison.Ordinal);
        await hub.StopAsync();
        await listening;
        await ada.CloseAsync();
        var said = await app.StopAsync();
        Assert.Contains("\"Trace\"", said, StringComparison.Ordinal);
        HoldsNone("the log", said);
        HoldsNone("a mail", string.Join('\n', smtp.Received()));
        HoldsNone("an export", exports.ToString());
        HoldsNone("the hub", string.Join('\n', heard));
        foreach (var file in Directory.EnumerateFiles(app.Data, "*", SearchOption.AllDirectories))
        {
            HoldsNone(Path.GetFileName(file), Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        }
    }

    private static void HoldsNone(string where, string text)
    {
        foreach (var number in (string[])[Pesel, "440514 01359", IdCard, "ABA 300000"])
        {
            Assert.False(text.Contains(number, StringComparison.OrdinalIgnoreCase), $"{number} stands in {where}");
        }
    }

    private static async Task<string> CreateAsync(string data)
    {
        await InboxJourney.CreateAsync(data);
        await using var bus = new InProcessLiveBus();
        await using var crm = InboxJourney.Open(data, bus);
        await using var db = crm.Open(Actor.System);
        await db.Set<BrokerForm>().ExecuteUpdateAsync(f => f.SetProperty(form => form.Asks, BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Note | BrokerFormFields.Pesel | BrokerFormFields.IdCard));
        var admin = await db.Set<User>().Where(u => u.UserName == "admin").Select(u => u.Id).SingleAsync();
        return await new ApiTokens(crm).CreateAsync(Actor.System, "display", admin, [SubmissionPermissions.View, ClientPermissions.View], default);
    }

    private static async Task HandInAsync(IPage broker)
    {
        await broker.GotoAsync("/form/" + InboxJourney.Link);
        foreach (var (field, typed) in new[] { ("FirstName", "Jan"), ("LastName", "Nowak"), ("Phone", "600 111 222"), ("Pesel", "440514 01359"), ("IdCard", "ABA 300000"), ("BrokerName", "Halina Rogowska"), ("BrokerEmail", "halina@example.net") })
        {
            await broker.Locator("#f-" + field).FillAsync(typed);
        }

        await InboxJourney.SendAsync(broker);
        await Expect(broker.Locator("h1")).ToHaveTextAsync("Thank you");
    }

    /// <summary>Until the line is closed.</summary>
    private static async Task ListenAsync(HubConnection hub, ConcurrentQueue<string> heard)
    {
        try
        {
            await foreach (var rings in hub.StreamAsync<JsonElement>(nameof(LiveHub.Watch), (string[])["Submissions", "Clients"]))
            {
                heard.Enqueue(rings.GetRawText());
            }
        }
        catch (Exception over) when (over is OperationCanceledException or InvalidOperationException or IOException)
        {
        }
    }

    /// <summary>A workbook's sheets unpacked, any other file as it is.</summary>
    private static async Task<string> TextAsync(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK"u8))
        {
            return Encoding.UTF8.GetString(file);
        }

        var text = new StringBuilder();
        await using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var part in zip.Entries)
        {
            using var reader = new StreamReader(await part.OpenAsync());
            text.AppendLine(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }
}
