using System.Globalization;
using CrmLive.Core.Common;

namespace CrmLive.Tests.Common;

/// <summary>Moments and days as one writes them down.</summary>
internal static class At
{
    public static OfficeTime Warsaw { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    /// <summary>A wall time in Warsaw, as UTC.</summary>
    public static DateTime Local(string text) => Warsaw.ToUtc(DateTime.Parse(text, CultureInfo.InvariantCulture));
}
