using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K6: what the manager does to plans. A grid is saved as one: all its cells or, where somebody was quicker with one of them, none.</summary>
public sealed class PlanCommands(CrmDb crm)
{
    private const int MostCells = 30_000;

    public async Task<Saved> SaveAsync(Actor actor, IReadOnlyList<PlanCell> cells, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Plan);
        await using var db = crm.Open(actor);
        if (await ProblemAsync(db, actor, cells, ct) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        var (first, last) = (cells.Min(c => c.Week), cells.Max(c => c.Week));
        var plans = await db.Set<Plan>().Where(p => p.Week >= first && p.Week <= last).ToDictionaryAsync(p => (p.UserId, p.Week), ct);
        foreach (var cell in cells)
        {
            var plan = plans.GetValueOrDefault((cell.UserId, cell.Week));
            if ((plan?.Version ?? 0) != cell.Version)
            {
                return plan is null ? Saved.Gone : await db.WhoWasQuickerAsync(plan, ct);
            }

            if (cell.Numbers is not { } numbers)
            {
                db.RemoveRange(plan is null ? [] : [plan]);
                continue;
            }

            // The first version is 1, so that 0 can say "there was none".
            plan ??= db.Add(new Plan { UserId = cell.UserId, Week = cell.Week, Version = 1 }).Entity;
            Set(plan, numbers);
        }

        return db.ChangeTracker.Entries<Plan>().FirstOrDefault(e => e.State != EntityState.Unchanged)?.Entity is { } changed ? await SaveAsync(db, changed, ct) : Saved.As(0);
    }

    /// <summary>The plans of a week, given to those weeks after it that have none of their own yet.</summary>
    public async Task<Saved> CopyForwardAsync(Actor actor, DateOnly week, int weeks, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Plan);
        await using var db = crm.Open(actor);
        var start = OfficeTime.MondayOf(week);
        var last = start.AddDays(7 * Math.Clamp(weeks, 1, PlanQueries.MostWeeks));
        var people = await db.Set<User>().SeenBy(actor).Where(u => !u.Retired).Select(u => u.Id).ToListAsync(ct);
        var plans = await db.Set<Plan>().Where(p => p.Week >= start && p.Week <= last && people.Contains(p.UserId)).ToListAsync(ct);
        var taken = plans.Select(p => (p.UserId, p.Week)).ToHashSet();
        var copies =
            (from plan in plans.Where(p => p.Week == start)
             from ahead in Enumerable.Range(1, (last.DayNumber - start.DayNumber) / 7)
             let monday = start.AddDays(7 * ahead)
             where !taken.Contains((plan.UserId, monday))
             select Set(new Plan { UserId = plan.UserId, Week = monday, Version = 1 }, new(plan.Meetings, plan.Calls, plan.Emails, plan.Total))).ToList();
        if (copies.Count == 0)
        {
            return Saved.Gone;
        }

        db.AddRange(copies);
        return await SaveAsync(db, copies[0], ct);
    }

    /// <summary>What holds for everybody of a role without a plan of their own, from this week or a later one on.</summary>
    public async Task<Saved> SaveRoleAsync(Actor actor, int roleId, DateOnly fromWeek, PlanNumbers numbers, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Plan);
        if (actor.Scope != Scope.All)
        {
            throw new AccessRefused(KpiPermissions.Plan);
        }

        if (!numbers.IsSensible || fromWeek != OfficeTime.MondayOf(fromWeek) || fromWeek < OfficeTime.MondayOf(crm.Office.Time.Today(crm.Clock)))
        {
            return Saved.Invalid(new Problem(numbers.IsSensible ? nameof(RolePlan.FromWeek) : nameof(PlanCell.Numbers), numbers.IsSensible ? "past" : "number"));
        }

        await using var db = crm.Open(actor);
        if (!await db.Set<Role>().AnyAsync(r => r.Id == roleId, ct))
        {
            return Saved.Gone;
        }

        var plan = await db.Set<RolePlan>().SingleOrDefaultAsync(p => p.RoleId == roleId && p.FromWeek == fromWeek, ct)
            ?? db.Add(new RolePlan { RoleId = roleId, FromWeek = fromWeek }).Entity;
        (plan.Meetings, plan.Calls, plan.Emails, plan.Total) = (numbers.Meetings, numbers.Calls, numbers.Emails, numbers.Total);
        return await db.SaveOrSayWhoAsync(plan, ct);
    }

    private static async Task<Problem?> ProblemAsync(CrmDbContext db, Actor actor, IReadOnlyList<PlanCell> cells, CancellationToken ct)
    {
        if (cells.Count is 0 or > MostCells || cells.DistinctBy(c => (c.UserId, c.Week)).Count() < cells.Count)
        {
            return new("Cells", "cells");
        }

        if (cells.Any(c => c.Week != OfficeTime.MondayOf(c.Week)))
        {
            return new(nameof(PlanCell.Week), "week");
        }

        if (cells.Any(c => c.Numbers is { IsSensible: false }))
        {
            return new(nameof(PlanCell.Numbers), "number");
        }

        var seen = (await db.Set<User>().SeenBy(actor).Select(u => u.Id).ToListAsync(ct)).ToHashSet();
        return cells.All(c => seen.Contains(c.UserId)) ? null : new(nameof(PlanCell.UserId), "person");
    }

    private static Plan Set(Plan plan, PlanNumbers numbers)
    {
        (plan.Meetings, plan.Calls, plan.Emails, plan.Total) = (numbers.Meetings, numbers.Calls, numbers.Emails, numbers.Total);
        return plan;
    }

    /// <summary>Two who fill the same empty cell: the second one is told, as with any other cell.</summary>
    private static async Task<Saved> SaveAsync(CrmDbContext db, Plan first, CancellationToken ct)
    {
        try
        {
            return await db.SaveOrSayWhoAsync(first, ct);
        }
        catch (DbUpdateException fault) when (fault is not DbUpdateConcurrencyException)
        {
            return Saved.Conflict(null, null);
        }
    }
}
