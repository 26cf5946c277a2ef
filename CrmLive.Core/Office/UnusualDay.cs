using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

/// <summary>A day on which the office is not open as its weekday would have it, and what the day is called.</summary>
public sealed record UnusualDay
{
    public required DateOnly Day { get; init; }

    /// <summary>Of a public holiday; its name is a text.</summary>
    public string? HolidayKey { get; init; }

    /// <summary>What the office calls a day of its own.</summary>
    public string? Name { get; init; }

    /// <summary>Null: closed.</summary>
    public OpenHours? Hours { get; init; }
}

public static class UnusualDays
{
    /// <summary>The public holidays and the office's own days of a stretch, both ends included. Where they meet, the office's word counts.</summary>
    public static async Task<IReadOnlyList<UnusualDay>> UnusualDaysAsync(this CrmDb crm, DateOnly first, DateOnly last, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var country = await db.CountryAsync(ct);
        var days = Enumerable.Range(first.Year, last.Year - first.Year + 1)
            .SelectMany(year => Holidays.Of(country, year))
            .Where(holiday => first <= holiday.Day && holiday.Day <= last)
            .ToDictionary(holiday => holiday.Day, holiday => new UnusualDay { Day = holiday.Day, HolidayKey = holiday.Key });
        foreach (var own in await db.Set<OfficeDay>().AsNoTracking().Where(d => first <= d.Day && d.Day <= last).ToListAsync(ct))
        {
            days[own.Day] = new UnusualDay { Day = own.Day, Name = own.Name, Hours = own.Hours };
        }

        return [.. days.Values.OrderBy(day => day.Day)];
    }
}
