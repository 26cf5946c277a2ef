using System.Globalization;
using System.Text.RegularExpressions;

namespace CrmLive.Web.Shared;

/// <summary>An hour of the day, on a clock of 24 hours in every language.</summary>
public static partial class HourText
{
    public static string Of(TimeOnly at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"9", "930", "9:30", "9.30", "9:30 pm": whatever the keys at hand allow. Null for what is no hour.</summary>
    public static TimeOnly? Read(string? typed)
    {
        if (Hour().Match((typed ?? "").Trim()) is not { Success: true } said)
        {
            return null;
        }

        var hour = int.Parse(said.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = said.Groups["minute"] is { Length: > 0 } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0;
        if (said.Groups["half"] is { Length: > 0 } half)
        {
            hour = hour is < 1 or > 12 ? 24 : (hour % 12) + (half.Value[0] is 'p' or 'P' ? 12 : 0);
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex(@"^(?<hour>\d{1,2})([:.,h ]?(?<minute>\d{2}))?(:\d{2})?\s*(?<half>[ap]\.?m\.?)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Hour();
}
