using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>The outbox as the administrator sees it.</summary>
public sealed class MailOutbox(CrmDb crm, MailOptions options)
{
    /// <summary>What waits, what went wrong, and what was sent lately.</summary>
    public async Task<OutboxState> StateAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var counts = await db.Set<OutboxMail>().GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var wrong = await db.Set<OutboxMail>().AsNoTracking()
            .Where(m => m.LastError != null && m.State != MailState.Sent)
            .OrderByDescending(m => m.Id).Take(50)
            .Select(m => new MailRow(m.Id, m.To, m.Subject, m.State, m.QueuedAt, m.DueAt, m.Attempts, m.LastError))
            .ToListAsync(ct);
        return new OutboxState(options.IsSet, counts, wrong);
    }

    /// <summary>By hand, for one that failed, or whose receiver says it never came.</summary>
    public async Task<Saved> SendAgainAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var mail = await db.Set<OutboxMail>().FirstOrDefaultAsync(m => m.Id == id && (m.State == MailState.Failed || m.State == MailState.Unclear), ct);
        if (mail is null)
        {
            return Saved.Gone;
        }

        (mail.State, mail.Attempts, mail.ExpiresAt, mail.LeasedUntil, mail.DueAt) = (MailState.Queued, 0, null, null, crm.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
        return Saved.As(id);
    }
}

/// <param name="IsSet">False while there is no mail server: mails wait.</param>
public sealed record OutboxState(bool IsSet, IReadOnlyDictionary<MailState, int> Counts, IReadOnlyList<MailRow> Wrong);

public sealed record MailRow(int Id, string To, string Subject, MailState State, DateTime QueuedAt, DateTime DueAt, int Attempts, string? LastError);
