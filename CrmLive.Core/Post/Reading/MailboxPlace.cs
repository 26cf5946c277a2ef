using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Post.Reading;

/// <summary>Where reading goes on. A mailbox seen for the first time begins with its next mail; one that has been numbered anew is looked through again from when we began.</summary>
internal sealed record MailboxPlace(long LastUid, DateTime? Since)
{
    // Clocks of servers are not ours.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    public static async Task<MailboxPlace> FindAsync(CrmDb crm, MailboxOptions mailbox, uint validity, uint? next, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var state = await db.Set<MailboxState>().SingleAsync(ct);
        if (state.Account != mailbox.Account)
        {
            (state.Account, state.UidValidity, state.LastUid, state.Since) = (mailbox.Account, validity, (next ?? 1) - 1, crm.Clock.GetUtcNow().UtcDateTime);
        }
        else if (state.UidValidity != validity)
        {
            (state.UidValidity, state.LastUid) = (validity, 0);
        }

        await db.SaveChangesAsync(ct);
        return new MailboxPlace(state.LastUid, state.Since - Tolerance);
    }
}
