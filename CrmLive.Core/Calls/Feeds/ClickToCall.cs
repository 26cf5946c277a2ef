using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Feeds;

/// <summary>C28: a click on a number rings the telephone of who clicked, and dials the number for them. Without an exchange that can, the browser's tel: link does it.</summary>
public sealed class ClickToCall(CrmDb crm, AsteriskFeed asterisk)
{
    /// <summary>Whether an exchange could be asked to dial just now.</summary>
    public bool IsPossible => asterisk.State.Connection == AsteriskConnection.Connected;

    public async Task<DialOutcome> DialAsync(Actor actor, string number, CancellationToken ct)
    {
        actor.Require(CallPermissions.Dial);
        await using var db = crm.Open(actor);
        var extension = await db.Set<User>().Where(user => user.Id == actor.UserId).Select(user => user.Extension).FirstOrDefaultAsync(ct);
        return string.IsNullOrEmpty(extension)
            ? new DialOutcome(null, "You have no extension.")
            : await asterisk.DialAsync(extension, number, ct);
    }
}
