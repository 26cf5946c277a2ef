using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

/// <summary>A day of the office's own as the administrator edits it; a new one has no id.</summary>
public sealed record OfficeDayEdit
{
    public int? Id { get; init; }
    public DateOnly Day { get; init; }
    public string Name { get; init; } = "";
    public bool Closed { get; init; } = true;
    public TimeOnly Opens { get; init; } = new(10, 0);
    public TimeOnly Closes { get; init; } = new(14, 0);
}

/// <summary>When the office works: its week, and the days that are unlike their weekday.</summary>
public sealed class OfficeDays(CrmDb crm)
{
    private const int LongestName = 100;

    /// <summary>Those to come and of the past hundred days; older ones still count in reports, but nobody looks for them here.</summary>
    public async Task<IReadOnlyList<OfficeDayEdit>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var since = crm.Office.Time.Today(crm.Clock).AddDays(-100);
        var days = await db.Set<OfficeDay>().AsNoTracking().Where(d => d.Day >= since).OrderBy(d => d.Day).ToListAsync(ct);
        return [.. days.Select(Edit)];
    }

    public async Task<Saved> SaveWeekAsync(Actor actor, string week, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        if (WorkingHours.Read(week) is not { } hours)
        {
            return Saved.Invalid(new Problem("Week", "hours"));
        }

        if (!hours.IsEverOpen)
        {
            return Saved.Invalid(new Problem("Week", "never-open"));
        }

        await using var db = crm.Open(actor);
        var office = await db.Set<OfficeSettings>().SingleAsync(ct);
        office.Week = hours.ToString();
        return await db.SaveOrSayWhoAsync(office, ct);
    }

    public async Task<Saved> SaveAsync(Actor actor, OfficeDayEdit edit, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        if (string.IsNullOrWhiteSpace(edit.Name) || edit.Name.Trim().Length > LongestName)
        {
            return Saved.Invalid(new Problem(nameof(edit.Name), "missing"));
        }

        if (!edit.Closed && OpenHours.Between(edit.Opens, edit.Closes) is null)
        {
            return Saved.Invalid(new Problem(nameof(edit.Closes), "hours"));
        }

        if (await db.Set<OfficeDay>().AnyAsync(d => d.Day == edit.Day && d.Id != (edit.Id ?? 0), ct))
        {
            return Saved.Invalid(new Problem(nameof(edit.Day), "day-taken"));
        }

        var day = edit.Id is { } id ? await db.Set<OfficeDay>().SingleOrDefaultAsync(d => d.Id == id, ct) : db.Add(new OfficeDay { Name = "" }).Entity;
        if (day is null)
        {
            return Saved.Gone;
        }

        (day.Day, day.Name) = (edit.Day, edit.Name.Trim());
        day.Opens = edit.Closed ? null : edit.Opens;
        day.Closes = edit.Closed ? null : edit.Closes;
        return await db.SaveOrSayWhoAsync(day, ct);
    }

    public async Task<Saved> RemoveAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        if (await db.Set<OfficeDay>().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } day)
        {
            return Saved.Gone;
        }

        db.Remove(day);
        await db.SaveChangesAsync(ct);
        return Saved.As(id);
    }

    private static OfficeDayEdit Edit(OfficeDay day)
    {
        var edit = new OfficeDayEdit { Id = day.Id, Day = day.Day, Name = day.Name, Closed = day.Hours is null };
        return day.Hours is { } hours ? edit with { Opens = hours.Opens, Closes = hours.Closes } : edit;
    }
}
