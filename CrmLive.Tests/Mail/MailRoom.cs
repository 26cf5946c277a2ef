using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Mail;

/// <summary>An office with an outbox, and a hand to put mails in.</summary>
public sealed class MailRoom : IAsyncDisposable
{
    public static readonly Actor Administrator = People.Of(BuiltInRoles.Administrator) with { Name = "Ewa Lis" };

    private MailRoom(TestOffice office) => Office = office;

    public TestOffice Office { get; }

    public DateTime Now => Office.Clock.GetUtcNow().UtcDateTime;

    public OutboxQueries Queries => new(Office.Crm);

    public OutboxCommands Commands => new(Office.Crm);

    public static async Task<MailRoom> OpenAsync(DatabaseKind kind) => new(await TestOffice.OpenAsync(kind));

    public MailCommands Settings(MailOptions? file = null) => new(Office.Crm, file ?? new MailOptions(), TestOffice.Vault);

    public MailSender Sender(MailOptions options) => new(Office.Crm, Office.Route(options), NullLogger<MailSender>.Instance);

    public Task<int> SendAsync(MailOptions options) => Sender(options).SendDueAsync(default);

    public async Task QueueAsync(params string[] keys)
    {
        await using var db = Office.Crm.Open(Actor.System);
        db.AddRange(keys.Select(key => new OutboxMail { Key = key, To = $"{key}@example.org", Subject = key, Body = "Łódź, 12:00", QueuedAt = Now, DueAt = Now }));
        await db.SaveChangesAsync();
    }

    public async Task ChangeAsync(string key, Action<OutboxMail> change)
    {
        await using var db = Office.Crm.Open(Actor.System);
        change(await db.Set<OutboxMail>().SingleAsync(m => m.Key == key));
        await db.SaveChangesAsync();
    }

    public async Task<List<OutboxMail>> RowsAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<OutboxMail>().AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    public async Task<OutboxMail> RowAsync(string key) => (await RowsAsync()).Single(row => row.Key == key);

    /// <summary>What the journal says of mails, oldest first.</summary>
    public async Task<List<Core.Journal.JournalEntry>> JournalAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Core.Journal.JournalEntry>().AsNoTracking().Where(e => e.Subject == "mail-settings" || e.Subject == "outbox-mail").OrderBy(e => e.Seq).ToListAsync();
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
