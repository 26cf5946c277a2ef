using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

/// <summary>What the administrator sets for the office as a whole.</summary>
public sealed record OfficeEdit
{
    public string Name { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public string Country { get; init; } = "";
    public string Language { get; init; } = "";
    public int CallTimeoutMinutes { get; init; }
    public int MissedGoalMinutes { get; init; }
    public int EraseNumbersAfterDays { get; init; } = 30;
    public int LeadOverdueHours { get; init; }
}

/// <summary>A number of the office's own as the administrator edits it; a new one has no id.</summary>
public sealed record LineEdit
{
    public int? Id { get; init; }
    public string Name { get; init; } = "";
    public string Number { get; init; } = "";
    public int? SourceId { get; init; }
    public int? SalesOfficeId { get; init; }
    public int? DepartmentId { get; init; }
    public bool Retired { get; init; }
}

public sealed class OfficeCommands(CrmDb crm)
{
    private const int MinutesOfDay = 24 * 60;

    public async Task<Saved> SaveAsync(Actor actor, OfficeEdit edit, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        var problems = Problems(edit);
        if (problems.Length > 0)
        {
            return Saved.Invalid(problems);
        }

        await using var db = crm.Open(actor);
        var office = await db.Set<OfficeSettings>().SingleAsync(ct);
        office.Name = edit.Name.Trim();
        office.TimeZone = edit.TimeZone;
        office.Country = edit.Country;
        office.Language = edit.Language;
        office.CallTimeoutMinutes = edit.CallTimeoutMinutes;
        office.MissedGoalMinutes = edit.MissedGoalMinutes;
        office.EraseNumbersAfterDays = edit.EraseNumbersAfterDays;
        office.LeadOverdueHours = edit.LeadOverdueHours;
        return await db.SaveOrSayWhoAsync(office, ct);
    }

    public async Task<IReadOnlyList<LineEdit>> LinesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return await db.Set<Line>().AsNoTracking().OrderBy(l => l.Retired).ThenBy(l => l.Name)
            .Select(l => new LineEdit
            {
                Id = l.Id,
                Name = l.Name,
                Number = l.Number,
                SourceId = l.SourceId,
                SalesOfficeId = l.SalesOfficeId,
                DepartmentId = l.DepartmentId,
                Retired = l.Retired,
            })
            .ToListAsync(ct);
    }

    public async Task<(IReadOnlyList<Choice> Offices, IReadOnlyList<Choice> Departments)> PlacesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return (
            await db.Set<SalesOffice>().OrderBy(o => o.Name).Select(o => new Choice(o.Id, o.Name)).ToListAsync(ct),
            await db.Set<Department>().OrderBy(d => d.Position).Select(d => new Choice(d.Id, d.Name)).ToListAsync(ct));
    }

    public async Task<Saved> SaveLineAsync(Actor actor, LineEdit edit, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var e164 = PhoneNumber.TryE164(edit.Number, await db.CountryAsync(ct));
        if (string.IsNullOrWhiteSpace(edit.Name) || e164 is null)
        {
            return Saved.Invalid(new Problem(e164 is null ? nameof(edit.Number) : nameof(edit.Name), e164 is null ? "phone" : "missing"));
        }

        var line = edit.Id is { } id ? await db.Set<Line>().SingleOrDefaultAsync(l => l.Id == id, ct) : new Line { Name = "", Number = "" };
        if (line is null)
        {
            return Saved.Gone;
        }

        line.Name = edit.Name.Trim();
        line.Number = edit.Number.Trim();
        line.E164 = e164;
        line.SourceId = edit.SourceId;
        line.SalesOfficeId = edit.SalesOfficeId;
        line.DepartmentId = edit.DepartmentId;
        line.Retired = edit.Retired;
        if (edit.Id is null)
        {
            db.Add(line);
        }

        return await db.SaveOrSayWhoAsync(line, ct);
    }

    private static Problem[] Problems(OfficeEdit edit)
    {
        var problems = new List<Problem>();
        void Ask(bool holds, string field, string key)
        {
            if (!holds)
            {
                problems.Add(new Problem(field, key));
            }
        }

        Ask(!string.IsNullOrWhiteSpace(edit.Name), nameof(edit.Name), "missing");
        Ask(TimeZoneInfo.TryFindSystemTimeZoneById(edit.TimeZone, out _), nameof(edit.TimeZone), "missing");
        Ask(edit.Country is { Length: 2 }, nameof(edit.Country), "missing");
        Ask(edit.Language is "en" or "pl" or "ru", nameof(edit.Language), "missing");
        Ask(edit.CallTimeoutMinutes is >= 1 and <= MinutesOfDay, nameof(edit.CallTimeoutMinutes), "minutes");
        Ask(edit.MissedGoalMinutes is >= 1 and <= MinutesOfDay, nameof(edit.MissedGoalMinutes), "minutes");
        Ask(edit.EraseNumbersAfterDays is >= 1 and <= 3650, nameof(edit.EraseNumbersAfterDays), "days");
        Ask(edit.LeadOverdueHours is >= 1 and <= 1000, nameof(edit.LeadOverdueHours), "minutes");
        return [.. problems];
    }
}
