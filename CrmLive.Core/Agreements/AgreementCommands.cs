using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

/// <summary>P24: from the oral reservation to the keys. Whatever changes a unit's agreements is one save of that unit, so of two people at once one looks again.</summary>
public sealed class AgreementCommands(CrmDb crm)
{
    private const int Looks = 6;

    /// <summary>At once when the unit is free, else behind the others.</summary>
    public Task<Saved> ReserveAsync(Actor actor, ReservationDraft draft, CancellationToken ct)
    {
        actor.Require(AgreementPermissions.Reserve);
        return AtDeskAsync(actor, draft.UnitId, desk => desk.ReserveAsync(draft, ct), ct);
    }

    /// <summary>So many days longer, as long as nobody waits behind.</summary>
    public Task<Saved> ExtendAsync(Actor actor, int id, int version, int days, CancellationToken ct) =>
        ChangeAsync(actor, AgreementPermissions.Reserve, id, version, (desk, oral) => desk.Extend(oral, days), ct);

    /// <summary>A reservation, developer, preliminary or final agreement or the notary's deed: signed already, or being prepared.</summary>
    public Task<Saved> MakeAsync(Actor actor, AgreementDraft draft, CancellationToken ct)
    {
        actor.Require(AgreementPermissions.Sign);
        return AtDeskAsync(actor, draft.UnitId, desk => desk.MakeAsync(draft, ct), ct);
    }

    /// <summary>All of it while it is being prepared, with a day it is signed by the same save; afterwards only number and note.</summary>
    public Task<Saved> EditAsync(Actor actor, int id, int version, AgreementFields fields, CancellationToken ct) =>
        ChangeAsync(actor, AgreementPermissions.Sign, id, version, (desk, paper) => desk.EditAsync(paper, fields, ct), ct);

    public Task<Saved> WithdrawAsync(Actor actor, int id, int version, AgreementEnd end, CancellationToken ct) =>
        ChangeAsync(actor, AgreementPermissions.Reserve, id, version, (desk, agreement) => desk.WithdrawAsync(agreement, end, ct), ct);

    /// <summary>The client has the keys; with their last unit their service needs no next step any more (A14).</summary>
    public Task<Saved> HandKeysAsync(Actor actor, int id, int version, DateOnly on, CancellationToken ct) =>
        ChangeAsync(actor, AgreementPermissions.Sign, id, version, (desk, deed) => desk.HandKeysAsync(deed, on, ct), ct);

    /// <summary>A handover noted by mistake.</summary>
    public Task<Saved> TakeKeysBackAsync(Actor actor, int id, int version, CancellationToken ct) =>
        ChangeAsync(actor, AgreementPermissions.Withdraw, id, version, (desk, deed) => desk.TakeKeysBackAsync(deed, ct), ct);

    private async Task<Saved> ChangeAsync(Actor actor, string permission, int id, int version, Func<UnitDesk, Agreement, Task<Agreement?>> change, CancellationToken ct)
    {
        actor.Require(permission);
        int? unitId;
        await using (var db = crm.Open(actor))
        {
            var visible = db.Set<Client>().VisibleTo(actor);
            unitId = await db.Set<Agreement>().Where(a => a.Id == id && visible.Any(c => c.Id == a.ClientId)).Select(a => (int?)a.UnitId).FirstOrDefaultAsync(ct);
        }

        return unitId is { } unit ? await AtDeskAsync(actor, unit, desk => desk.OnAsync(id, version, agreement => change(desk, agreement), ct), ct) : Saved.Gone;
    }

    private async Task<Saved> AtDeskAsync(Actor actor, int unitId, Func<UnitDesk, Task<Agreement?>> act, CancellationToken ct)
    {
        for (var look = 1; ; look++)
        {
            await using var db = crm.Open(actor);
            if (await UnitDesk.OpenAsync(db, unitId, crm.Office.Time, crm.Clock.GetUtcNow().UtcDateTime, ct) is not { } desk)
            {
                return Saved.Invalid(new Problem(nameof(ReservationDraft.UnitId), AgreementProblem.UnitMissing));
            }

            if (await act(desk) is not { } agreement)
            {
                return desk.Refusal;
            }

            try
            {
                await desk.SaveAsync(ct);
                return Saved.As(agreement.Id);
            }
            catch (DbUpdateConcurrencyException)
            {
                // A colleague was at the same unit or client between our look and our save: what they left may still allow it.
                if (look == Looks)
                {
                    return await db.WhoWasQuickerAsync(agreement, ct);
                }
            }
        }
    }
}
