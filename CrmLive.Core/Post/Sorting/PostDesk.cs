using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Leads;
using CrmLive.Core.Mail;
using CrmLive.Core.Post.Letters;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Post.Sorting;

/// <summary>Takes a mail in: whose it is, what it becomes, and how far the mailbox is read are one save, so that it is taken once, whatever dies in between.</summary>
public sealed class PostDesk(CrmDb crm, DocumentStore store, LeadIntake leads)
{
    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <returns>Null when it has been taken before.</returns>
    internal async Task<ReceivedKind?> TakeAsync(Letter letter, MailboxOptions mailbox, long uid, long bytes, CancellationToken ct)
    {
        var files = new KeptFiles(store);
        try
        {
            // Under the address and not under the name, which anybody may choose.
            await using var db = crm.Open(Actor.System with { Name = letter.From });
            if (await KnownAsync(db, letter.OnceKey, uid, ct))
            {
                files.Forget();
                return null;
            }

            var row = new ReceivedMail
            {
                OnceKey = letter.OnceKey, From = letter.From, FromName = letter.FromName, Subject = letter.Subject, SentAt = letter.SentAt, ReceivedAt = Now, Bytes = bytes,
            };
            await new Sorter(db, letter, row, mailbox, files, leads, crm.Office.Time, Now).SortAsync(ct);
            return await AddAsync(db, row, uid, ct);
        }
        catch
        {
            files.Forget();
            throw;
        }
    }

    /// <summary>One that is not fetched, or that nothing can be made of: listed, and passed by.</summary>
    internal async Task<ReceivedKind?> SetAsideAsync(ReceivedMail row, long uid, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return await KnownAsync(db, row.OnceKey, uid, ct) ? null : await AddAsync(db, row, uid, ct);
    }

    private static async Task<ReceivedKind?> AddAsync(CrmDbContext db, ReceivedMail row, long uid, CancellationToken ct)
    {
        db.Add(row);
        (await db.Set<MailboxState>().SingleAsync(ct)).LastUid = uid;
        await db.SaveChangesAsync(ct);
        return row.Kind;
    }

    private static async Task<bool> KnownAsync(CrmDbContext db, string onceKey, long uid, CancellationToken ct)
    {
        if (!await db.Set<ReceivedMail>().AnyAsync(m => m.OnceKey == onceKey, ct))
        {
            return false;
        }

        (await db.Set<MailboxState>().SingleAsync(ct)).LastUid = uid;
        await db.SaveChangesAsync(ct);
        return true;
    }
}
