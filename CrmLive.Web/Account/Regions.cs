using System.Globalization;

namespace CrmLive.Web.Account;

/// <summary>Time zones and countries an office may choose from.</summary>
public static class Regions
{
    public static IReadOnlyList<string> Zones { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static readonly IReadOnlyList<RegionInfo> Known =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(c => new RegionInfo(c.Name))
            .Where(r => r.TwoLetterISORegionName.Length == 2 && r.TwoLetterISORegionName.All(char.IsAsciiLetterUpper))
            .DistinctBy(r => r.TwoLetterISORegionName),
    ];

    /// <summary>Code and English name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Countries { get; } =
        [.. Known.Select(r => (r.TwoLetterISORegionName, r.EnglishName)).OrderBy(r => r.EnglishName, StringComparer.Ordinal)];

    public static bool IsZone(string id) => Zones.Contains(id);

    public static bool IsCountry(string code) => Known.Any(r => r.TwoLetterISORegionName == code);

    public static string CurrencyOf(string country) => Known.First(r => r.TwoLetterISORegionName == country).ISOCurrencySymbol;
}
