using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>
/// The way mails go now. Asked before each round and never remembered, so that what an administrator saves on one node holds on all,
/// also on one that missed the doorbell.
/// </summary>
public sealed class MailRoute(CrmDb crm, MailOptions fromFile, Vault vault)
{
    public async Task<MailOptions> NowAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var saved = await db.Set<MailSettings>().AsNoTracking().FirstOrDefaultAsync(ct);
        var mailbox = await db.Set<MailboxSettings>().AsNoTracking().FirstOrDefaultAsync(ct);
        return (saved?.Options(fromFile, vault.Open(saved.Password)) ?? fromFile) with { Answers = mailbox is { On: true, SignedReplies: true } ? mailbox.Address : "" };
    }

    /// <summary>The mailbox that is read now; null while none is.</summary>
    public async Task<MailboxOptions?> MailboxAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return await db.Set<MailboxSettings>().AsNoTracking().FirstOrDefaultAsync(ct) is { On: true } saved ? saved.Options(fromFile, vault.Open(saved.Password)) : null;
    }
}
