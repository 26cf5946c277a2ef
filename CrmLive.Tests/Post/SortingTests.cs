using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Post;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CrmLive.Tests.Post;

/// <summary>Whose a mail is, and what it becomes.</summary>
[Trait("Feature", "P9")]
public sealed class SortingTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B19")]
    public async Task An_answer_joins_its_thread_unread_and_live_also_when_all_is_decided(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        Assert.True((await room.Desk.Commands.DecideAsync(room.Desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Reject, Comment = "Already ours." }, default)).Ok);
        var mail = await room.WriteAsync(id);
        using var rings = room.Office.Bus.Subscribe(LiveTopic.Messages);

        Assert.Equal(ReceivedKind.Broker, await room.TakeAsync(PostRoom.Mail("Halina@example.net", "Fourth.\n\nOn Monday Office wrote:\n> Which floor?", answers: OutboxMail.MessageIdOf(mail.Key, PostRoom.Address))));

        Assert.NotEmpty(await rings.ReadBatchAsync(default).AsTask().WaitAsync(Eventually.Patience));
        var thread = await room.ThreadAsync(id);
        Assert.Equal([(false, SubmissionStatus.Rejected, "Already ours."), (false, (SubmissionStatus?)null, "Which floor?"), (true, null, "Fourth.")], thread.Select(w => (w.FromBroker, w.Decision, w.Text)));
        Assert.Equal((null, null), (thread[2].ReadAt, thread[2].FromAddress));
        Assert.Contains("> Which floor?", thread[2].Whole, StringComparison.Ordinal);
        Assert.Equal(1, (await room.Desk.Inbox.CountsAsync(room.Desk.Manager, default)).Messages);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B20")]
    public async Task From_another_address_only_the_signature_is_believed_and_the_address_is_shown(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await room.ReadFromAsync(new MailboxSettings { On = true, Host = "imap.example.org", User = "office", Address = PostRoom.Address });
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        var mail = await room.WriteAsync(id);
        var signed = mail.ReplyTo!;

        // Whoever saw the Message-ID may not have the answer's address; and half a signature is none.
        Assert.Equal(ReceivedKind.Unmatched, await room.TakeAsync(PostRoom.Mail("stranger@example.com", "It is me.", answers: OutboxMail.MessageIdOf(mail.Key, PostRoom.Address))));
        Assert.Equal(ReceivedKind.Unmatched, await room.TakeAsync(PostRoom.Mail("stranger@example.com", "It is me.", to: signed.Replace($"s{id}.", $"s{id}.aaaa", StringComparison.Ordinal).Remove(signed.IndexOf('.', StringComparison.Ordinal) + 17, 4))));
        Assert.Equal(ReceivedKind.Broker, await room.TakeAsync(PostRoom.Mail("halina.private@example.com", "From home: fourth.", to: signed.ToUpperInvariant())));

        var word = (await room.ThreadAsync(id))[^1];
        Assert.Equal(("From home: fourth.", "halina.private@example.com", true), (word.Text, word.FromAddress, word.FromBroker));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B16")]
    public async Task Attached_files_become_documents_by_what_they_contain_and_what_is_left_out_is_said(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        var answer = PostRoom.Mail("halina@example.net", "", answers: OutboxMail.MessageIdOf((await room.WriteAsync(id)).Key, PostRoom.Address));
        var parts = new BodyBuilder { HtmlBody = "<p>Here is <b>the plan</b>.</p><script>alert(1)</script>" };
        parts.Attachments.Add("plan.pdf", "%PDF-1.4\n%%EOF"u8.ToArray(), new ContentType("application", "octet-stream"));
        parts.Attachments.Add("also-plan.pdf", "<html><script>alert(1)</script></html>"u8.ToArray(), new ContentType("application", "pdf"));
        answer.Body = parts.ToMessageBody();

        Assert.Equal(ReceivedKind.Broker, await room.TakeAsync(answer));
        var card = (await room.Desk.Inbox.CardAsync(room.Desk.Manager, id, default))!;
        Assert.Equal("plan.pdf", Assert.Single(card.Documents).Name);
        var word = (await room.ThreadAsync(id))[^1];
        Assert.Equal(("Here is the plan.", "also-plan.pdf"), (word.Text, word.LeftOut));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "K11")]
    public async Task A_clients_mail_stands_on_their_card_once_and_is_nobodys_contact(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var anna = await room.Office.AddUserAsync("Anna", "Kos");
        var client = await room.Office.AddClientAsync("Jan", "Lis", advisorId: anna.Id);
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            db.Add(new ClientEmail { ClientId = client.Id, Address = "Jan.Lis@example.org", Folded = ClientCommands.Fold("Jan.Lis@example.org") });
            await db.SaveChangesAsync();
        }

        var mail = PostRoom.Mail("Jan Lis <jan.lis@EXAMPLE.org>", "When may we come?\n-- \nJan", subject: "Viewing");
        Assert.Equal(ReceivedKind.Client, await room.TakeAsync(mail));
        Assert.Null(await room.TakeAsync(mail));

        await using var after = room.Office.Crm.Open(Actor.System);
        var activity = await after.Set<Activity>().SingleAsync(a => a.ClientId == client.Id && a.Type == ActivityType.Email);
        Assert.Equal((true, ActivityStatus.Held, anna.Id, "Viewing\n\nWhen may we come?"), (activity.Incoming, activity.Status, activity.AssignedToId, activity.Note));
        Assert.False(await after.Set<DailyTotal>().AnyAsync(t => t.Count != 0 && (t.Measure == Measure.EmailContacts || t.Measure == Measure.EmailsSent)));
        Assert.False(await after.Set<AdvisorSpell>().AnyAsync(s => s.ClientId == client.Id && s.ContactAt != null));
        Assert.Empty(await Core.Kpi.Contacts.Activities(after, new Core.Common.UtcRange(room.Now.AddDays(-1), room.Now.AddDays(1))).ToListAsync());
        Assert.Equal(activity.DoneAt, (await after.Set<Client>().SingleAsync(c => c.Id == client.Id)).LastContactAt);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C21")]
    public async Task A_portals_mail_becomes_a_lead_and_one_not_understood_waits_for_a_person(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        int source;
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            var portal = new Source { Name = "Portal" };
            db.Add(portal);
            await db.SaveChangesAsync();
            source = portal.Id;
        }

        Assert.True((await room.Commands.SavePortalAsync(room.Desk.Administrator, new PortalRow { Sender = "@portal.example", SourceId = source }, default)).Ok);
        var written = PostRoom.Mail("noreply@mail.portal.example", "Imię i nazwisko: Jan Nowak\nTelefon: 600 111 222\nInwestycja: Zielona, A12\nWiadomość: Proszę o kontakt.");
        written.Headers.Add("Auto-Submitted", "auto-generated");
        Assert.Equal(ReceivedKind.Lead, await room.TakeAsync(written));
        Assert.Equal(ReceivedKind.NotUnderstood, await room.TakeAsync(PostRoom.Mail("noreply@portal.example", "Your advert was seen 40 times.")));
        // One letter more is another domain.
        Assert.Equal(ReceivedKind.Unmatched, await room.TakeAsync(PostRoom.Mail("noreply@notportal.example", "Telefon: 600 111 222")));

        await using var after = room.Office.Crm.Open(Actor.System);
        var lead = await after.Set<Lead>().SingleAsync();
        Assert.Equal(("Jan Nowak", "+48600111222", source, room.Desk.Offered, "Proszę o kontakt."), (lead.Name, lead.PhoneE164, lead.SourceId, lead.InvestmentId, lead.Comment));
        Assert.Equal(lead.Id, (await room.ReceivedAsync())[0].LeadId);
        Assert.Equal(2, (await room.Queries.CountsAsync(room.Desk.Manager, default))[ReceivedView.ToSort]);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Mails_that_go_round_are_passed_by_and_a_flood_waits(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        var answers = OutboxMail.MessageIdOf((await room.WriteAsync(id)).Key, PostRoom.Address);
        var away = PostRoom.Mail("halina@example.net", "I am on holiday.", answers: answers);
        away.Headers.Add("Auto-Submitted", "auto-replied");
        Assert.Equal(ReceivedKind.Automatic, await room.TakeAsync(away));
        Assert.Equal(ReceivedKind.Own, await room.TakeAsync(PostRoom.Mail("Office@example.org", "Which floor?", answers: answers)));
        for (var i = 1; i < 30; i++)
        {
            Assert.Equal(ReceivedKind.Broker, await room.TakeAsync(PostRoom.Mail("halina@example.net", $"Answer {i}", answers: answers)));
        }

        Assert.Equal(ReceivedKind.HeldBack, await room.TakeAsync(PostRoom.Mail("halina@example.net", "One more", answers: answers)));
        room.Office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ReceivedKind.Broker, await room.TakeAsync(PostRoom.Mail("halina@example.net", "Later", answers: answers)));
        Assert.Equal(30, (await room.ThreadAsync(id)).Count(w => w.FromBroker));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P8"), Trait("Feature", "B19")]
    public async Task A_mail_that_came_back_has_failed_with_the_servers_words_and_a_forged_report_says_nothing(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        var mail = await room.WriteAsync(id);
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            (await db.Set<OutboxMail>().SingleAsync()).State = MailState.Sent;
            await db.SaveChangesAsync();
        }

        Assert.Equal(ReceivedKind.Bounce, await room.TakeAsync(Report(mail.Key, "somebody.else@example.net")));
        Assert.Equal(MailState.Sent, (await room.ThreadAsync(id))[^1].Mail);
        Assert.Equal(ReceivedKind.Bounce, await room.TakeAsync(Report(mail.Key, "Halina@example.net")));
        var word = (await room.ThreadAsync(id))[^1];
        Assert.Equal((MailState.Failed, "550 5.1.1 No such user"), (word.Mail, word.Answer));

        // One that somebody has sent again, or given up, meanwhile: the report is of the former try.
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            (await db.Set<OutboxMail>().SingleAsync()).State = MailState.Discarded;
            await db.SaveChangesAsync();
        }

        Assert.Equal(ReceivedKind.Bounce, await room.TakeAsync(Report(mail.Key, "halina@example.net")));
        Assert.Equal(MailState.Discarded, (await room.ThreadAsync(id))[^1].Mail);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_person_says_whose_a_mail_is_and_of_two_the_second_finds_it_done(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        var client = await room.Office.AddClientAsync("Jan", "Lis");
        foreach (var text in (string[])["Fourth.", "When may we come?", "Phone: 600 111 222", "Buy now"])
        {
            Assert.Equal(ReceivedKind.Unmatched, await room.TakeAsync(PostRoom.Mail("halina@example.net", text)));
        }

        var rows = await room.Queries.PageAsync(room.Desk.Manager, ReceivedView.ToSort, null, default);
        Assert.All(rows, row => Assert.Equal(id, row.BrokersSubmission));
        var (spam, lead, card, thread) = (rows[0].Id, rows[1].Id, rows[2].Id, rows[3].Id);
        Assert.Equal("no-submission", Assert.Single((await room.Commands.ToSubmissionAsync(room.Desk.Manager, thread, 999, default)).Problems).Key);
        Assert.True((await room.Commands.ToSubmissionAsync(room.Desk.Manager, thread, id, default)).Ok);
        Assert.True((await room.Commands.ToClientAsync(room.Desk.Manager, card, client.Id, default)).Ok);
        Assert.True((await room.Commands.ToLeadAsync(room.Desk.Manager, lead, default)).Ok);
        Assert.True((await room.Commands.DiscardAsync(room.Desk.Manager, spam, default)).Ok);
        Assert.Equal(Core.Common.SavedOutcome.Conflict, (await room.Commands.ToLeadAsync(room.Desk.Administrator, spam, default)).Outcome);

        Assert.Equal("Fourth.", (await room.ThreadAsync(id))[^1].Text);
        await using var db = room.Office.Crm.Open(Actor.System);
        Assert.True((await db.Set<Activity>().SingleAsync(a => a.ClientId == client.Id)).Incoming);
        Assert.Equal("+48600111222", (await db.Set<Lead>().SingleAsync()).PhoneE164);
        // Whose it is is said, so its text is kept there and nowhere else.
        Assert.All(await room.ReceivedAsync(), row => Assert.Null(row.Text));
    }

    private static MimeMessage Report(string key, string receiver)
    {
        var status = new MessageDeliveryStatus();
        status.StatusGroups.Add(new HeaderList { { "Reporting-MTA", "dns; mail.example.net" } });
        status.StatusGroups.Add(new HeaderList { { "Final-Recipient", $"rfc822; {receiver}" }, { "Action", "failed" }, { "Diagnostic-Code", "smtp; 550 5.1.1 No such user" } });
        var report = new MultipartReport("delivery-status") { new TextPart("plain") { Text = "Sorry." }, status, new TextPart("rfc822-headers") { Text = $"Subject: x\r\nMessage-ID: <{OutboxMail.MessageIdOf(key, PostRoom.Address)}>\r\n" } };
        var mail = PostRoom.Mail("MAILER-DAEMON@example.net", "");
        mail.Body = report;
        return mail;
    }
}
