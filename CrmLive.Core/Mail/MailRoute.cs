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
        return saved?.Options(fromFile, vault.Open(saved.Password)) ?? fromFile;
    }
}
