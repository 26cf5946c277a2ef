using CrmLive.Core.Clients;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

internal sealed partial class UnitDesk
{
    public async Task<Agreement?> HandKeysAsync(Agreement deed, DateOnly on, CancellationToken ct)
    {
        var client = await ClientAsync(deed.ClientId, ct);
        Ask(deed is { Kind: AgreementKind.NotarialDeed, Status: AgreementStatus.Signed, HandedOverAt: null }, nameof(AgreementFields.SignedOn), AgreementProblem.OutOfOrder);
        var at = Moment(on, deed, nameof(AgreementFields.SignedOn));
        if (_problems.Count > 0)
        {
            return Refuse();
        }

        deed.HandedOverAt = at;
        _db.Tell(deed, "agreement.handed-over");
        // Whoever waits for another unit still needs a next step.
        if (!await _db.Set<Agreement>().AnyAsync(a => a.ClientId == deed.ClientId && a.Id != deed.Id && a.HandedOverAt == null
            && (a.Status == AgreementStatus.InProgress || a.Status == AgreementStatus.Signed), ct))
        {
            await ReachAsync(client!, ClientStatusKeys.HandedOver, ct);
        }

        return deed;
    }

    public async Task<Agreement?> TakeKeysBackAsync(Agreement deed, CancellationToken ct)
    {
        Ask(deed.HandedOverAt is not null, nameof(AgreementFields.SignedOn), AgreementProblem.OutOfOrder);
        if (_problems.Count > 0)
        {
            return Refuse();
        }

        deed.HandedOverAt = null;
        _db.Tell(deed, "agreement.handover-undone");
        var handedOver = await _db.StatusIdAsync(ClientStatusKeys.HandedOver, ct);
        if (await _db.Set<Client>().FirstOrDefaultAsync(c => c.Id == deed.ClientId && c.StatusId == handedOver, ct) is { } client)
        {
            client.StatusId = await _db.StatusIdAsync(ClientStatusKeys.Final, ct);
        }

        return deed;
    }

    private Task SignedAsync(Agreement paper, Client client, CancellationToken ct)
    {
        _db.Tell(paper, "agreement.signed");
        return ReachAsync(client, paper.Kind switch
        {
            AgreementKind.Reservation => ClientStatusKeys.Reservation,
            AgreementKind.Developer or AgreementKind.Preliminary => ClientStatusKeys.Developer,
            _ => ClientStatusKeys.Final,
        }, ct);
    }
}
