using CrmLive.Core.Agreements;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Units that several want at once: behind some of today's oral reservations others wait.</summary>
internal static class Queues
{
    public static void Of(Scenery scene)
    {
        var scribe = new Scribe(scene);
        var interested = scene.Words.Status(ClientStatusKeys.OfferSent);
        foreach (var first in scene.World.Agreements.Where(a => a is { IsOral: true, Status: AgreementStatus.InProgress }).OrderBy(a => a.CreatedAt).ThenBy(a => a.UnitId).ToList())
        {
            var dice = Dice.For(scene.Seed, "queue", first.UnitId);
            if (first.ExpiresAt <= scene.Now)
            {
                // The signing lies ahead, so somebody has let it last until then.
                first.ExpiresAt = scene.Now.AddHours(dice.Between(20, 100));
            }

            if (!dice.Chance(0.5))
            {
                continue;
            }

            var unit = scene.Estate.Units[first.UnitId - 1];
            var open = scene.World.Clients.Where(c => c.StatusId == interested && c.CreatedAt < first.CreatedAt && c.Interests.Exists(i => i.InvestmentId == unit.InvestmentId)).ToList();
            if (open.Count == 0 || dice.Pick(open) is not { } client || Scenery.Cast.Advisors.Single(a => a.Id == client.AdvisorId) is not { } advisor
                || scene.Diary.AfterWorking(advisor.Id, first.CreatedAt, dice.Between(30, 400)) is var at && at >= scene.Now)
            {
                continue;
            }

            var next = scribe.Agreement(AgreementKind.OralReservation, client, unit, at, advisor, unit.Price, null, null);
            (next.StartsAt, next.ExpiresAt, next.HeldSince) = (first.ExpiresAt, first.ExpiresAt?.AddDays(dice.Between(3, 7)), null);
            scribe.Status(client, ClientStatusKeys.OralReservation, at, advisor);
        }
    }
}
