using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Four investments in different phases, their stages, buildings and 600 units.</summary>
internal sealed class Estate
{
    public const int UnitCount = 600;

    private readonly Dictionary<int, List<(Unit Unit, DateTime From)>> _free = [];

    public Estate(int seed, DateOnly today)
    {
        Plan(1, "Osiedle Trzy Kasztany", "ul. Kasztanowa Zmyślona 1, Warszawa", 1, 15_900, [("I", -14, 2), ("II", -3, 1)], 50);
        Plan(2, "Kamienica Perkalowa", "ul. Perkalowa 8, Warszawa", 1, 22_400, [("I", 5, 2)], 60);
        Plan(3, "Ogrody Wiolinowe", "ul. Wiolinowa 20, Warszawa", 2, 17_800, [("I", 2, 2), ("II", 11, 1)], 60);
        Plan(4, "Rezydencja Latawiec", "al. Latawcowa 2, Warszawa", 2, 19_600, [("I", 16, 3)], 50);

        void Plan(int id, string name, string address, int branch, int price, (string Name, int ReadyInMonths, int Buildings)[] stages, int units)
        {
            Investments.Add(new Investment { Id = id, Name = name, Address = address, BranchId = branch });
            _free[id] = [];
            foreach (var (stageName, months, buildings) in stages)
            {
                var stage = new Stage { Id = Stages.Count + 1, Name = $"Etap {stageName}", InvestmentId = id, ReadyOn = today.AddMonths(months) };
                Stages.Add(stage);
                for (var b = 0; b < buildings; b++)
                {
                    Build(seed, stage, price, units);
                }
            }
        }
    }

    public List<Investment> Investments { get; } = [];

    public List<Stage> Stages { get; } = [];

    public List<Building> Buildings { get; } = [];

    public List<Unit> Units { get; } = [];

    public Stage StageOf(Unit unit) => Stages[Buildings[unit.BuildingId - 1].StageId - 1];

    /// <summary>A unit nobody holds at that moment; null when the investment is sold out.</summary>
    public Unit? Take(int investment, Dice dice, DateTime at)
    {
        var open = _free[investment].Where(f => f.From <= at).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var taken = dice.Pick(open);
        _free[investment].Remove(taken);
        return taken.Unit;
    }

    public void Release(Unit unit, DateTime at) => _free[unit.InvestmentId].Add((unit, at));

    /// <summary>A few units one might offer, sold since or not.</summary>
    public IReadOnlyList<Unit> Some(int investment, Dice dice)
    {
        var all = Units.Where(u => u.InvestmentId == investment).ToList();
        return [.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => dice.Pick(all)).Distinct()];
    }

    private void Build(int seed, Stage stage, int price, int units)
    {
        var building = new Building { Id = Buildings.Count + 1, Name = $"Budynek {(char)('A' + Buildings.Count)}", StageId = stage.Id };
        Buildings.Add(building);
        for (var number = 1; number <= units && Units.Count < UnitCount; number++)
        {
            var unit = Furnish(Dice.For(seed, "unit", Units.Count + 1), building, stage, number, price);
            unit.Id = Units.Count + 1;
            unit.SearchKey = SearchKey.Of(unit.Number, Investments[^1].Name);
            Units.Add(unit);
            _free[stage.InvestmentId].Add((unit, DateTime.MinValue));
        }
    }

    private static Unit Furnish(Dice dice, Building building, Stage stage, int number, int price)
    {
        var rooms = dice.Pick([1, 2, 2, 2, 3, 3, 3, 4, 4, 5]);
        var area = (rooms * 16m) + 12m + (dice.Between(-400, 900) / 100m);
        var floor = (number - 1) / 8;
        var perMetre = decimal.Round(price * (1 + (floor * 0.012m) + (dice.Between(-40, 60) / 1000m) + (rooms == 1 ? 0.06m : 0)), 0);
        var cellar = dice.Chance(0.55);
        return new Unit
        {
            Number = $"{building.Name[^1]}.{floor}.{number:D2}",
            BuildingId = building.Id,
            InvestmentId = stage.InvestmentId,
            Floor = floor,
            Rooms = rooms,
            Area = area,
            PricePerMetre = perMetre,
            Price = decimal.Round(area * perMetre, 2),
            LowestPrice = decimal.Round(area * perMetre * 0.95m, 0),
            ParkingSingle = dice.Chance(0.7) ? 1 : 0,
            ParkingFamily = rooms >= 4 && dice.Chance(0.4) ? 1 : 0,
            ParkingAboveGround = dice.Chance(0.15) ? 1 : 0,
            StorageNumber = cellar ? $"K{number:D2}" : null,
            StorageArea = cellar ? dice.Between(25, 60) / 10m : null,
            Closet = dice.Chance(0.2) ? $"S{number:D2}" : null,
        };
    }
}
