using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Data.Finding;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

/// <summary>Small facts of the office that other rooms ask for.</summary>
public static class OfficeQueries
{
    /// <summary>Default region of telephone numbers.</summary>
    public static async Task<string> CountryAsync(this CrmDbContext db, CancellationToken ct) =>
        await db.Set<OfficeSettings>().Select(o => o.Country).FirstOrDefaultAsync(ct) ?? "PL";

    /// <summary>What was typed into a search, parted. Only where a digit is among it does anybody ask for the country.</summary>
    internal static async Task<IReadOnlyList<Needle>> NeedlesAsync(this CrmDbContext db, string typed, CancellationToken ct) =>
        Needle.In(typed, typed.Any(char.IsDigit) ? await db.CountryAsync(ct) : "");

    public static Task<int> StatusIdAsync(this CrmDbContext db, string key, CancellationToken ct) =>
        db.Set<DictionaryEntry>().Where(e => e.Kind == DictionaryKind.ClientStatus && e.Key == key).Select(e => e.Id).FirstAsync(ct);

    public static Task<int> WordIdAsync(this CrmDbContext db, DictionaryKind kind, string key, CancellationToken ct) =>
        db.Set<DictionaryEntry>().Where(e => e.Kind == kind && e.Key == key).Select(e => e.Id).FirstAsync(ct);

    /// <summary>Sources that are still in use, by name.</summary>
    public static async Task<IReadOnlyList<Choice>> SourcesAsync(this CrmDb crm, Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<Source>().AsNoTracking().Where(s => !s.Retired).OrderBy(s => s.Name).Select(s => new Choice(s.Id, s.Name)).ToListAsync(ct);
    }

    /// <summary>What the settings come to: zone, week, the holidays of the country and the office's own days.</summary>
    public static async Task<OfficeTime> OfficeTimeAsync(this CrmDbContext db, OfficeSettings office, CancellationToken ct)
    {
        var own = await db.Set<OfficeDay>().AsNoTracking().ToListAsync(ct);
        return new OfficeTime(
            TimeZoneInfo.FindSystemTimeZoneById(office.TimeZone), office.Hours, Holidays.Of(office.Country), own.ToDictionary(d => d.Day, d => d.Hours));
    }

    /// <summary>Null while no office has been set up.</summary>
    public static async Task<OfficeSettings?> OfficeAsync(this CrmDb crm, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return await db.Set<OfficeSettings>().AsNoTracking().SingleOrDefaultAsync(ct);
    }
}
