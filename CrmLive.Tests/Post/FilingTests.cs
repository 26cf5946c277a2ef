using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Post;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CrmLive.Tests.Post;

/// <summary>Where a mail is laid once it is known whose it is, and what waits although it is known.</summary>
[Trait("Feature", "P9")]
public sealed class FilingTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B16")]
    public async Task A_mail_that_could_not_be_written_down_leaves_no_file_behind(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var answer = await WithFileAsync(room, await room.Desk.TakenAsync(room.Desk.Jan));
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            db.Remove(await db.Set<MailboxState>().SingleAsync());
            await db.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => room.TakeAsync(answer));
        Assert.Empty(await room.ReceivedAsync());
        Assert.Empty(Directory.EnumerateFiles(room.Office.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B16"), Trait("Feature", "B19"), Trait("Feature", "B20")]
    public async Task Of_a_broker_who_writes_without_end_files_are_named_from_the_fifty_first_on_and_words_wait_from_the_two_hundred_first(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            db.AddRange(Enumerable.Range(1, 199).Select(n => new SubmissionMessage { SubmissionId = id, FromBroker = true, Text = $"{n}", At = room.Now }));
            db.AddRange(Enumerable.Range(1, 50).Select(n => new SubmissionDocument { SubmissionId = id, Name = $"{n}.pdf", StoredAs = $"{n:x32}", ContentType = "application/pdf" }));
            await db.SaveChangesAsync();
        }

        Assert.Equal(ReceivedKind.Broker, await room.TakeAsync(await WithFileAsync(room, id)));
        Assert.Equal("plan.pdf", (await room.ThreadAsync(id))[^1].LeftOut);
        Assert.Equal(50, (await room.Desk.Inbox.CardAsync(room.Desk.Manager, id, default))!.Documents.Count);
        Assert.Equal(ReceivedKind.HeldBack, await room.TakeAsync(await WithFileAsync(room, id)));
        var held = (await room.ReceivedAsync())[^1];
        Assert.Equal(("thread-full", "Here is the plan.", id), (held.Why, held.Text, held.SubmissionId));
        await using var after = room.Office.Crm.Open(Actor.System);
        Assert.Equal(200, await after.Set<SubmissionMessage>().CountAsync(m => m.FromBroker));
        var key = await after.Set<Submission>().Select(s => s.BrokerKey).SingleAsync();
        Assert.Equal("TooMany", Assert.Single((await room.Desk.Thread.AnswerAsync(key, "And on the page", default)).Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_mail_of_a_client_whom_nobody_looks_after_waits_and_whoever_says_so_takes_it(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var client = await ClientAsync(room, "Lis", "jan.lis@example.org");
        Assert.Equal(ReceivedKind.Unmatched, await room.TakeAsync(PostRoom.Mail("jan.lis@example.org", "When may we come?")));
        var waiting = Assert.Single(await room.ReceivedAsync());
        Assert.Equal(("no-advisor", client.Id, "When may we come?"), (waiting.Why, waiting.ClientId, waiting.Text));

        Assert.True((await room.Commands.ToClientAsync(room.Desk.Manager, waiting.Id, client.Id, default)).Ok);
        // Somebody has had to do with them since: whoever writes again is theirs.
        Assert.Equal(ReceivedKind.Client, await room.TakeAsync(PostRoom.Mail("jan.lis@example.org", "Tomorrow?")));
        await using var db = room.Office.Crm.Open(Actor.System);
        Assert.All(await db.Set<Activity>().Where(a => a.ClientId == client.Id).ToListAsync(), a => Assert.Equal(room.Desk.Manager.UserId, a.AssignedToId));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Of_two_clients_with_one_address_it_goes_to_whom_the_office_serves_and_an_answer_to_an_offer_to_who_had_it(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var anna = await room.Office.AddUserAsync("Anna", "Kos");
        var (over, served) = (await ClientAsync(room, "Lis", "lis@example.org", anna.Id), await ClientAsync(room, "Lisowa", "lis@example.org", anna.Id));
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            (await db.Set<Client>().SingleAsync(c => c.Id == over.Id)).FinishedAt = room.Now;
            db.Add(new OutboxMail { Key = "offer-1", To = "lis@example.org", Subject = "Our offer", Body = "A12", ClientId = over.Id, QueuedAt = room.Now, DueAt = room.Now });
            await db.SaveChangesAsync();
        }

        Assert.Equal(ReceivedKind.Client, await room.TakeAsync(PostRoom.Mail("Lis@example.org", "When may we come?")));
        Assert.Equal(ReceivedKind.Client, await room.TakeAsync(PostRoom.Mail("from.work@example.com", "We take it.", answers: OutboxMail.MessageIdOf("offer-1", PostRoom.Address))));
        Assert.Equal([served.Id, over.Id], (await room.ReceivedAsync()).Select(m => m.ClientId!.Value));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task A_mail_is_given_to_nobody_whom_the_one_who_sorts_it_may_not_see(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var north = new Branch { Name = "North" };
        var (submission, client) = (await room.Desk.TakenAsync(room.Desk.Jan), await ClientAsync(room, "Lis", "lis@example.org"));
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            db.Add(north);
            (await db.Set<Client>().SingleAsync()).BranchId = await db.Set<Submission>().Select(s => s.BranchId).SingleAsync();
            await db.SaveChangesAsync();
        }

        await room.TakeAsync(PostRoom.Mail("halina@example.net", "Fourth."));
        var mail = Assert.Single(await room.ReceivedAsync()).Id;
        var narrow = People.Of(BuiltInRoles.Manager, Scope.Branch, room.Desk.Manager.UserId, north.Id);
        Assert.Equal("no-submission", Assert.Single((await room.Commands.ToSubmissionAsync(narrow, mail, submission, default)).Problems).Key);
        Assert.Equal("no-client", Assert.Single((await room.Commands.ToClientAsync(narrow, mail, client.Id, default)).Problems).Key);
        Assert.Equal(ReceivedKind.Unmatched, Assert.Single(await room.ReceivedAsync()).Kind);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C21")]
    public async Task A_portal_that_is_switched_off_makes_no_leads_and_one_that_names_only_where_to_answer_does(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var rule = new PortalRow { Sender = "@portal.example" };
        var saved = await room.Commands.SavePortalAsync(room.Desk.Administrator, rule, default);
        var asked = PostRoom.Mail("noreply@portal.example", "Please ring me.");
        asked.ReplyTo.Add(MailboxAddress.Parse("jan@example.org"));
        Assert.Equal(ReceivedKind.Lead, await room.TakeAsync(asked));
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            Assert.Equal("jan@example.org", (await db.Set<Lead>().SingleAsync()).Email);
        }

        Assert.True((await room.Commands.SavePortalAsync(room.Desk.Administrator, rule with { Id = saved.Id, On = false }, default)).Ok);
        Assert.Equal(ReceivedKind.Unmatched, await room.TakeAsync(PostRoom.Mail("noreply@portal.example", "Telefon: 600 111 222")));
    }

    private static async Task<MimeMessage> WithFileAsync(PostRoom room, int submissionId)
    {
        var answer = PostRoom.Mail("halina@example.net", "", answers: OutboxMail.MessageIdOf((await room.WriteAsync(submissionId)).Key, PostRoom.Address));
        var parts = new BodyBuilder { TextBody = "Here is the plan." };
        parts.Attachments.Add("plan.pdf", "%PDF-1.4\n%%EOF"u8.ToArray(), new ContentType("application", "pdf"));
        answer.Body = parts.ToMessageBody();
        return answer;
    }

    private static async Task<Client> ClientAsync(PostRoom room, string last, string email, int? advisorId = null)
    {
        var client = await room.Office.AddClientAsync("Jan", last, advisorId: advisorId);
        await using var db = room.Office.Crm.Open(Actor.System);
        db.Add(new ClientEmail { ClientId = client.Id, Address = email, Folded = ClientCommands.Fold(email) });
        await db.SaveChangesAsync();
        return client;
    }
}
