using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>What an administrator does about mails by hand. The sender may be quicker: then nothing is done and it is said.</summary>
public sealed class OutboxCommands(CrmDb crm)
{
    private const int Bunch = 500;
    private static readonly MailState[] Still = [MailState.Queued, MailState.Failed, MailState.Unclear];

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>One that waits is tried now; one that failed, was given up, or whose receiver says it never came, goes once more.</summary>
    public Task<Saved> SendAgainAsync(Actor actor, int id, CancellationToken ct) =>
        ChangeAsync(actor, id, mail => mail.State is not (MailState.Sent or MailState.Sending), Queue, "outbox-mail.sent-again", ct);

    public Task<Saved> DiscardAsync(Actor actor, int id, CancellationToken ct) =>
        ChangeAsync(actor, id, mail => Still.Contains(mail.State), mail => (mail.State, mail.LeasedUntil) = (MailState.Discarded, null), "outbox-mail.discarded", ct);

    /// <summary>After what stood in their way is mended: all that wait, or all that failed. How many; never the unclear, each of which wants a look.</summary>
    public async Task<int> SendAllAgainAsync(Actor actor, OutboxView view, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        var (state, now, count) = (view == OutboxView.Failed ? MailState.Failed : MailState.Queued, Now, 0);
        if (view is not (OutboxView.Failed or OutboxView.Waiting))
        {
            return 0;
        }

        while (true)
        {
            await using var db = crm.Open(actor);
            var mails = await db.Set<OutboxMail>().Where(m => m.State == state && (state == MailState.Failed || (m.DueAt > now && m.LeasedUntil == null))).OrderBy(m => m.Id).Take(Bunch).ToListAsync(ct);
            if (mails.Count == 0)
            {
                return count;
            }

            mails.ForEach(Queue);
            count += mails.Count;
            db.Record(new JournalEntry { Event = "outbox-mail.all-sent-again", Subject = "outbox-mail", Changes = JournalFields.Change("Count", null, $"{mails.Count}") });
            await db.SaveChangesAsync(ct);
        }
    }

    private void Queue(OutboxMail mail) =>
        // It is a new mail to who waits for it: with a new date, all its patience, and no longer too late.
        (mail.State, mail.Attempts, mail.ExpiresAt, mail.LeasedUntil, mail.QueuedAt, mail.DueAt) = (MailState.Queued, 0, null, null, Now, Now);

    private async Task<Saved> ChangeAsync(Actor actor, int id, Func<OutboxMail, bool> may, Action<OutboxMail> change, string happening, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var mail = await db.Set<OutboxMail>().FirstOrDefaultAsync(m => m.Id == id, ct);
        if (mail is null || !may(mail))
        {
            return mail is null ? Saved.Gone : Saved.Conflict(Actor.System.Name, null);
        }

        change(mail);
        db.Record(new JournalEntry { Event = happening, Subject = "outbox-mail", SubjectId = id });
        try
        {
            await db.SaveChangesAsync(ct);
            return Saved.As(id);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saved.Conflict(Actor.System.Name, null);
        }
    }
}
