using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Leads;
using CrmLive.Core.Mail;
using CrmLive.Core.Post;
using CrmLive.Core.Post.Letters;
using CrmLive.Core.Post.Reading;
using CrmLive.Core.Post.Sorting;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace CrmLive.Tests.Post;

/// <summary>An office with a broker's form and a mailbox, and hands that write mails to it.</summary>
public sealed class PostRoom : IAsyncDisposable
{
    public const string Address = "office@example.org";

    private long _uid;

    private PostRoom(BrokerDesk desk)
    {
        Desk = desk;
        Store = new DocumentStore(desk.Office.Options);
        Sorting = new PostDesk(desk.Office.Crm, Store, new LeadIntake(desk.Office.Crm));
        Queries = new PostQueries(desk.Office.Crm);
        Commands = new PostCommands(desk.Office.Crm, Store, new LeadIntake(desk.Office.Crm));
    }

    public BrokerDesk Desk { get; }
    public DocumentStore Store { get; }
    public PostDesk Sorting { get; }
    public PostQueries Queries { get; }
    public PostCommands Commands { get; }
    public TestOffice Office => Desk.Office;
    public DateTime Now => Office.Clock.GetUtcNow().UtcDateTime;

    public static async Task<PostRoom> OpenAsync(DatabaseKind kind)
    {
        var room = new PostRoom(await BrokerDesk.OpenAsync(kind));
        await using var db = room.Office.Crm.Open(Actor.System);
        db.Add(new MailboxState { Since = room.Now });
        await db.SaveChangesAsync();
        return room;
    }

    /// <summary>From now on this mailbox is read, and brokers answer to it.</summary>
    public async Task ReadFromAsync(MailboxSettings settings, string password = "secret")
    {
        var saved = await new MailboxCommands(Office.Crm, new MailOptions(), TestOffice.Vault).SaveAsync(Desk.Administrator, settings, password, default);
        Assert.True(saved.Ok, string.Join(", ", saved.Problems));
    }

    public MailboxReader Reader(MailOptions? file = null) => new(Office.Crm, Office.Route(file), Sorting, NullLogger<MailboxReader>.Instance);

    /// <summary>As if it had just been read from the mailbox.</summary>
    public Task<ReceivedKind?> TakeAsync(MimeMessage mail) =>
        Sorting.TakeAsync(LetterReader.Read(mail, Now), new MailboxOptions { Host = "", Address = Address }, ++_uid, 1000, default);

    /// <summary>A message of the office to the broker, and what went out.</summary>
    public async Task<OutboxMail> WriteAsync(int submissionId, string text = "Which floor?")
    {
        Assert.True((await Desk.Thread.WriteAsync(Desk.Manager, submissionId, text, default)).Ok);
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<OutboxMail>().OrderBy(m => m.Id).LastAsync();
    }

    public Task<IReadOnlyList<ThreadRow>> ThreadAsync(int submissionId) => Desk.Inbox.ThreadAsync(Desk.Manager, submissionId, default);

    public async Task<List<ReceivedMail>> ReceivedAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<ReceivedMail>().AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    public static MimeMessage Mail(string from, string text, string to = Address, string subject = "Re: your client", string? answers = null)
    {
        var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text }, MessageId = $"{Guid.NewGuid():N}@elsewhere.example", Date = new DateTimeOffset(TestOffice.Monday.AddMinutes(-1)) };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(to));
        if (answers is not null)
        {
            mail.InReplyTo = answers;
        }

        return mail;
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
