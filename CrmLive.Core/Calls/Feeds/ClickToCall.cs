using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Feeds;

/// <summary>C28: a click on a number rings the telephone of who clicked, and dials the number for them. Without an exchange that can, the browser's tel: link does it.</summary>
public sealed class ClickToCall(CrmDb crm, IEnumerable<IDialingExchange> exchanges)
{
    /// <summary>Whether an exchange could be asked to dial just now.</summary>
    public bool IsPossible => exchanges.Any(exchange => exchange.CanDial);

    public async Task<DialOutcome> DialAsync(Actor actor, string number, CancellationToken ct)
    {
        actor.Require(CallPermissions.Dial);
        await using var db = crm.Open(actor);
        var extension = await db.Set<User>().Where(user => user.Id == actor.UserId).Select(user => user.Extension).FirstOrDefaultAsync(ct);
        if (string.IsNullOrEmpty(extension)) return DialOutcome.Refused("You have no extension.");

        return exchanges.FirstOrDefault(exchange => exchange.CanDial) is { } able
            ? await able.DialAsync(extension, number, ct)
            : DialOutcome.Refused("No exchange is connected.");
    }
}
