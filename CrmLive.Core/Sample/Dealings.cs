using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>Units get reserved, now and then one that another wants too; a reservation is signed or let go.</summary>
internal sealed class Dealings(CrmDb crm, OfficeFloor floor, AgreementCommands agreements, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        var free = floor.FreeAdvisors;
        if (free.Count == 0 || Dice.Pick(free) is not { } advisor || await floor.ActorOfAsync(advisor, ct) is not { } actor)
        {
            return;
        }

        await using var db = crm.Open(Actor.System);
        var held = await db.Set<Agreement>().AsNoTracking()
            .Where(a => a.AdvisorId == advisor.UserId && a.Kind == AgreementKind.OralReservation && a.Status == AgreementStatus.InProgress && a.HeldSince < now.AddHours(-3))
            .OrderBy(a => a.ExpiresAt).FirstOrDefaultAsync(ct);
        if (held is not null && Dice.Chance(0.5))
        {
            await DecideAsync(actor, held, db, ct);
        }
        else
        {
            await ReserveAsync(actor, advisor, db, ct);
        }
    }

    private async Task DecideAsync(Actor actor, Agreement held, CrmDbContext db, CancellationToken ct)
    {
        if (Dice.Chance(0.7))
        {
            var today = crm.Office.Time.Today(crm.Clock);
            await agreements.MakeAsync(actor, new AgreementDraft
            {
                Kind = AgreementKind.Reservation, ClientId = held.ClientId, UnitId = held.UnitId,
                Fields = new AgreementFields { Number = $"UR/{held.Id}/{today.Year}", SignedOn = today, GoodUntil = today.AddDays(45) },
            }, ct);
            return;
        }

        var reason = await db.WordIdAsync(DictionaryKind.EndReason, Dice.Pick(["financing", "price", "competitor"]), ct);
        await agreements.WithdrawAsync(actor, held.Id, held.Version, new AgreementEnd(reason, null), ct);
    }

    private async Task ReserveAsync(Actor actor, Worker advisor, CrmDbContext db, CancellationToken ct)
    {
        var wanting = await db.Set<Client>()
            .Where(c => c.AdvisorId == advisor.UserId && c.FinishedAt == null && c.Status!.Key == ClientStatusKeys.OfferSent && c.Interests.Any())
            .OrderBy(c => c.Id).Select(c => new { c.Id, Investment = c.Interests.Min(i => i.InvestmentId) }).ToListAsync(ct);
        if (wanting.Count == 0 || Dice.Pick(wanting) is not { } client)
        {
            return;
        }

        var wanted = Dice.Chance(0.25) ? UnitStatus.OralReservation : UnitStatus.Available;
        var units = await db.Set<Unit>().Where(u => u.InvestmentId == client.Investment && u.Status == wanted).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct);
        if (units.Count > 0)
        {
            await agreements.ReserveAsync(actor, new ReservationDraft { ClientId = client.Id, UnitId = Dice.Pick(units), Days = Dice.Between(2, 7) }, ct);
        }
    }
}
