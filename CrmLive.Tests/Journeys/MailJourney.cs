using System.Text.RegularExpressions;
using CrmLive.Core.Mail;
using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>An administrator enters the mailbox; a decision goes out by a real mail server, the broker answers from another address by a real mailbox, and it stands in the thread at once.</summary>
public sealed partial class MailJourney
{
    [SkippableFact, Trait("Feature", "B18"), Trait("Feature", "B19"), Trait("Feature", "B20"), Trait("Feature", "P8"), Trait("Feature", "P9")]
    public async Task A_decision_is_mailed_answered_and_talked_about_without_leaving_the_page()
    {
        Needs.Chromium();
        await using var smtp = await SmtpLab.StartAsync(MailSecurity.None);
        await using var mailbox = await ImapLab.StartAsync();
        await using var app = await RunningApp.StartAsync(
            InboxJourney.CreateAsync, "--Sample:Enabled=false", "--Mail:Host=127.0.0.1", $"--Mail:Port={smtp.Options.Port}", "--Mail:Security=None", "--Mail:From=office@example.org", "--Mail:Site=https://crm.example.org");
        var ada = await JourneyOffice.EnterAsync(app.Address, "admin", "/settings/mailbox");
        await EnterMailboxAsync(ada, mailbox);

        await InboxJourney.HandInAsync(await Browser.VisitAsync(app.Address, 360, 640, script: false));
        var maria = await JourneyOffice.EnterAsync(app.Address, "maria", "/submissions");
        await maria.Locator(".inbox-rows a, .inbox-table a", new() { HasText = "Nowak" }).First.ClickAsync();
        await maria.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await maria.Locator("#d-comment").FillAsync("Which floor?");
        await maria.Locator("dialog[data-modal] button[type=submit]").ClickAsync();
        await Expect(maria.Locator(".inbox-thread .state")).ToHaveTextAsync("sent");

        await Eventually.True(() => smtp.Received().Count == 1, "the decision's mail did not arrive");
        var mail = await ParseAsync(smtp.Received()[0]);
        Assert.Contains("Which floor?", mail.TextBody, StringComparison.Ordinal);
        await mailbox.DeliverAsync(Answer(mail));
        var word = maria.Locator(".inbox-thread li:not([data-mine])");
        await Expect(word).ToContainTextAsync("Fourth, please.");
        await Expect(word).ToContainTextAsync("halina.private@example.com");
        await Expect(word.Locator("details .paper-text")).ToBeHiddenAsync();
        await Expect(maria.GetByRole(AriaRole.Link, new() { Name = "plan.pdf" })).ToBeVisibleAsync();

        await maria.Locator("#s-write").FillAsync("Thank you.");
        await maria.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Eventually.True(() => smtp.Received().Count == 2, "the message's mail did not arrive");
        Assert.Empty(await maria.FaultsAsync());

        var broker = await Browser.VisitAsync(app.Address, 360, 640, script: false);
        await broker.GotoAsync(Link().Match(mail.TextBody!).Value + "?culture=pl");
        await Expect(broker.Locator(".thread li")).ToHaveTextAsync([new Regex("Fourth, please."), new Regex("Thank you.")]);
        await Expect(broker.Locator(".state")).ToContainTextAsync("Zaakceptowane", new() { IgnoreCase = true });
        await ada.GotoAsync("/settings/received?view=Brokers");
        await Expect(ada.Locator(".outbox-rows li")).ToContainTextAsync("halina.private@example.com");
    }

    private static async Task EnterMailboxAsync(IPage ada, ImapLab mailbox)
    {
        await ada.Locator(".check input").First.CheckAsync();
        await ada.Locator("#b-host").FillAsync("127.0.0.1");
        await ada.Locator("#b-security").SelectOptionAsync("None");
        // The page suggests the port of what was chosen; come while another is being typed, it would stand before it.
        await Expect(ada.Locator("#b-port")).ToHaveValueAsync("143");
        await ada.Locator("#b-port").FillAsync($"{mailbox.Port}");
        await ada.Locator("#b-user").FillAsync(ImapLab.User);
        await ada.Locator("#b-password").FillAsync(ImapLab.Password);
        await ada.Locator("#b-address").FillAsync("office@example.org");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(ada.Locator(".mail-answer")).ToContainTextAsync("Opened. Mails in the folder: 0");
        await ada.Locator("form button[type=submit].main").ClickAsync();
        await Expect(ada.Locator(".panel > .state")).ToContainTextAsync("speaks up by itself");
        Assert.Empty(await ada.FaultsAsync());
    }

    private static MimeMessage Answer(MimeMessage mail)
    {
        var parts = new BodyBuilder { TextBody = $"Fourth, please.\n\nOn Monday the office wrote:\n> {mail.TextBody!.Replace("\n", "\n> ", StringComparison.Ordinal)}" };
        parts.Attachments.Add("plan.pdf", "%PDF-1.4\n%%EOF"u8.ToArray(), new ContentType("application", "pdf"));
        var answer = new MimeMessage { Subject = "Re: " + mail.Subject, Body = parts.ToMessageBody(), InReplyTo = mail.MessageId };
        answer.From.Add(MailboxAddress.Parse("halina.private@example.com"));
        answer.To.AddRange(mail.ReplyTo);
        return answer;
    }

    private static async Task<MimeMessage> ParseAsync(string mail)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail));
        return await MimeMessage.LoadAsync(bytes);
    }

    [GeneratedRegex("/broker/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
