using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K9, K11: what a contact is worth, and what a call must be to be one. Both from a day on, and no day that has passed changes.</summary>
public sealed class WeightCommands(CrmDb crm)
{
    private const int LongestTalk = 3600;

    private DateOnly Today => crm.Office.Time.Today(crm.Clock);

    /// <summary>Oldest first; the one in force is the last that is not in the future.</summary>
    public async Task<IReadOnlyList<Weights>> WeightsAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Weights);
        await using var db = crm.Open(actor);
        return await db.Set<Weights>().AsNoTracking().OrderBy(w => w.ValidFrom).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<TalkRule>> TalkRulesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Weights);
        await using var db = crm.Open(actor);
        return await db.Set<TalkRule>().AsNoTracking().OrderBy(r => r.ValidFrom).ToListAsync(ct);
    }

    public async Task<Saved> PublishAsync(Actor actor, WeightsEdit edit, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Weights);
        if (edit.Problems.Count > 0 || edit.ValidFrom < Today)
        {
            return Saved.Invalid([.. edit.Problems, .. edit.ValidFrom < Today ? [new Problem(nameof(edit.ValidFrom), "past")] : Array.Empty<Problem>()]);
        }

        await using var db = crm.Open(actor);
        var weights = await db.Set<Weights>().SingleOrDefaultAsync(w => w.ValidFrom == edit.ValidFrom, ct) ?? db.Add(new Weights { ValidFrom = edit.ValidFrom }).Entity;
        (weights.Meeting, weights.Call, weights.Email) = (edit.Meeting, edit.Call, edit.Email);
        return await db.SaveOrSayWhoAsync(weights, ct);
    }

    /// <summary>Takes back what has not begun to hold.</summary>
    public async Task<Saved> WithdrawAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Weights);
        await using var db = crm.Open(actor);
        var today = Today;
        if (await db.Set<Weights>().SingleOrDefaultAsync(w => w.Id == id && w.ValidFrom > today, ct) is not { } weights)
        {
            return Saved.Gone;
        }

        db.Remove(weights);
        return await db.SaveOrSayWhoAsync(weights, ct);
    }

    /// <summary>From tomorrow at the earliest: the calls of today are stamped already.</summary>
    public async Task<Saved> SetTalkRuleAsync(Actor actor, DateOnly validFrom, int seconds, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Weights);
        if (validFrom <= Today || seconds is < 0 or > LongestTalk)
        {
            return Saved.Invalid(validFrom <= Today ? new Problem(nameof(TalkRule.ValidFrom), "past") : new Problem(nameof(TalkRule.Seconds), "seconds"));
        }

        await using var db = crm.Open(actor);
        var rule = await db.Set<TalkRule>().SingleOrDefaultAsync(r => r.ValidFrom == validFrom, ct) ?? db.Add(new TalkRule { ValidFrom = validFrom }).Entity;
        rule.Seconds = seconds;
        return await db.SaveOrSayWhoAsync(rule, ct);
    }
}
