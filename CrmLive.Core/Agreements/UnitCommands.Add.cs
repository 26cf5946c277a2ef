using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

public sealed partial class UnitCommands
{
    private const int LongestName = 100;

    /// <summary>Puts units up for sale, all or none; a number that the building has already is told.</summary>
    public async Task<Saved> AddAsync(Actor actor, NewUnits draft, CancellationToken ct)
    {
        actor.Require(AgreementPermissions.EditUnits);
        await using var db = crm.Open(actor);
        var problems = Names(draft).ToList();
        if (draft.Units.Count is 0 or > UnitLines.Most)
        {
            problems.Add(new Problem("Lines", AgreementProblem.LinesMissing));
        }

        if (problems.Count == 0 && await InvestmentAsync(db, actor, draft, problems, ct) is { } investment)
        {
            var building = await BuildingAsync(db, investment, draft, ct);
            var known = building.Id == 0 ? [] : await db.Set<Unit>().Where(u => u.BuildingId == building.Id).Select(u => u.Number).ToListAsync(ct);
            problems.AddRange(draft.Units.Where(u => known.Contains(u.Number, StringComparer.OrdinalIgnoreCase)).Take(5).Select(u => new Problem(u.Number, AgreementProblem.NumberTwice)));
            if (problems.Count == 0)
            {
                var made = draft.Units.Select(u => Of(u, building, investment)).ToList();
                db.AddRange(made);
                return await db.SaveOrSayWhoAsync(made[0], ct);
            }
        }

        return Saved.Invalid([.. problems]);
    }

    private static IEnumerable<Problem> Names(NewUnits draft) =>
        from name in ((string Field, string? Text, bool Needed)[])[
            (nameof(draft.Investment), draft.Investment, draft.InvestmentId is null), (nameof(draft.Stage), draft.Stage, true), (nameof(draft.Building), draft.Building, true), (nameof(draft.Address), draft.Address, false)]
        where (name.Needed && string.IsNullOrWhiteSpace(name.Text)) || name.Text is { Length: > LongestName }
        select new Problem(name.Field, name.Text is { Length: > LongestName } ? AgreementProblem.TooLong : AgreementProblem.NameMissing);

    private static async Task<Investment?> InvestmentAsync(CrmDbContext db, Actor actor, NewUnits draft, List<Problem> problems, CancellationToken ct)
    {
        var within = actor.Scope == Scope.All ? db.Set<Investment>() : db.Set<Investment>().Where(i => i.BranchId == actor.BranchId);
        var name = draft.Investment?.Trim();
        if (await within.FirstOrDefaultAsync(i => draft.InvestmentId == null ? i.Name == name : i.Id == draft.InvestmentId, ct) is { } known)
        {
            return known;
        }

        var branch = actor.Scope == Scope.All ? draft.BranchId ?? actor.BranchId : actor.BranchId;
        branch ??= actor.Scope == Scope.All ? await db.Set<Branch>().OrderBy(b => b.Id).Select(b => (int?)b.Id).FirstOrDefaultAsync(ct) : null;
        if (draft.InvestmentId is not null || branch is null || !await db.Set<Branch>().AnyAsync(b => b.Id == branch, ct))
        {
            problems.Add(new Problem(nameof(draft.Investment), AgreementProblem.NameMissing));
            return null;
        }

        return db.Add(new Investment { Name = name!, Address = Clean(draft.Address), BranchId = branch.Value }).Entity;
    }

    private static async Task<Building> BuildingAsync(CrmDbContext db, Investment investment, NewUnits draft, CancellationToken ct)
    {
        var (stageName, name) = (draft.Stage!.Trim(), draft.Building!.Trim());
        var stage = investment.Id == 0 ? null : await db.Set<Stage>().FirstOrDefaultAsync(s => s.InvestmentId == investment.Id && s.Name == stageName, ct);
        stage ??= db.Add(new Stage { Name = stageName, Investment = investment }).Entity;
        stage.ReadyOn = draft.ReadyOn ?? stage.ReadyOn;
        return (stage.Id == 0 ? null : await db.Set<Building>().FirstOrDefaultAsync(b => b.StageId == stage.Id && b.Name == name, ct))
            ?? db.Add(new Building { Name = name, Stage = stage }).Entity;
    }

    private static Unit Of(NewUnit unit, Building building, Investment investment) => new()
    {
        Number = unit.Number,
        Building = building,
        Investment = investment,
        Floor = unit.Floor,
        Rooms = unit.Rooms,
        Area = unit.Area,
        Price = unit.Price,
        PricePerMetre = new Money(unit.Price / unit.Area).Rounded().Amount,
        SearchKey = SearchKey.Of(unit.Number, investment.Name),
    };

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
