using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Clients of the years before the told one: taken over from an older system, most of them finished, some of them owners by now.</summary>
internal sealed class OldClients(Scenery scene)
{
    private const int FirstOrdinal = 4_000_000;
    private readonly Scribe _scribe = new(scene);

    /// <summary>How many units of each investment were sold before the told year.</summary>
    private static readonly int[] SoldBefore = [116, 34, 48, 0];

    public void Play(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            One(Dice.For(scene.Seed, "old-client", i), FirstOrdinal + i, SaleOf(i));
        }
    }

    private static int? SaleOf(int number)
    {
        for (var investment = 0; investment < SoldBefore.Length; investment++)
        {
            if (number < SoldBefore[investment])
            {
                return investment + 1;
            }

            number -= SoldBefore[investment];
        }

        return null;
    }

    private void One(Dice dice, int ordinal, int? bought)
    {
        var who = Persona.Of(dice, ordinal);
        var investment = bought ?? dice.Between(1, 4);
        var branch = scene.Estate.Investments[investment - 1].BranchId;
        var advisor = dice.Pick([.. Scenery.Cast.Advisors.Where(a => a.Branch == branch)]);
        var at = OnAWorkingDay(scene.Now.AddDays(-dice.Between(400, 1100)), dice);
        var client = _scribe.Client(at, advisor, advisor, who, dice.Between(1, 8), at, investment, null, dice);
        client.ExternalId = $"OLD-{ordinal}";
        if (bought is not null && scene.Estate.Take(investment, dice, at) is { } unit)
        {
            Sold(dice, client, unit, advisor, at);
        }
        else
        {
            _scribe.Finish(client, dice.Pick(Sayings.EndReasons), OnAWorkingDay(at.AddDays(dice.Between(5, 30)), dice), advisor);
        }
    }

    private void Sold(Dice dice, Client client, Unit unit, Employee advisor, DateTime at)
    {
        var signed = OnAWorkingDay(at.AddDays(dice.Between(15, 30)), dice);
        var developer = _scribe.Agreement(AgreementKind.Developer, client, unit, signed, advisor, unit.Price, null, null);
        unit.Status = UnitStatus.Developer;
        _scribe.Status(client, ClientStatusKeys.Developer, signed, advisor);
        if (scene.Estate.StageOf(unit).ReadyOn is not { } ready || ready.AddDays(60) > scene.Time.DayOf(scene.Now))
        {
            return;
        }

        // The keys come when the stage is ready, which may lie in the told year.
        var handed = OnAWorkingDay(scene.Time.ToUtc(ready, new TimeOnly(9, 0)).AddDays(dice.Between(5, 55)), dice);
        handed = handed > signed ? handed : OnAWorkingDay(signed.AddDays(20), dice);
        var deed = _scribe.Agreement(AgreementKind.NotarialDeed, client, unit, handed, advisor, unit.Price, developer, null);
        deed.HandedOverAt = handed;
        unit.Status = UnitStatus.HandedOver;
        _scribe.Status(client, ClientStatusKeys.HandedOver, handed, advisor);
    }

    private DateTime OnAWorkingDay(DateTime about, Dice dice)
    {
        var opens = scene.Time.NextOpen(about);
        return opens.AddMinutes(opens == about ? 0 : dice.Between(0, 480));
    }
}
