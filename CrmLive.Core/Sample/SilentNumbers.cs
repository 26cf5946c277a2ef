namespace CrmLive.Core.Sample;

/// <summary>
/// Telephone numbers that ring nobody, so that a click on one in the sample office disturbs no one (decision 0007).
/// Poland reserves none for fiction; the zones 36 and 37 of its plan belong to no region and to no network.
/// </summary>
public static class SilentNumbers
{
    /// <summary>People: 10,000,000 of them, in an order that does not look like counting.</summary>
    public const string People = "+4836";

    /// <summary>The office's own lines.</summary>
    public const string Lines = "+4837";

    /// <summary>Ranges that foreign regulators keep free for films: Ofcom's, Bundesnetzagentur's, Arcep's, and 555-01xx of North America.</summary>
    private static readonly (string Prefix, int Digits)[] Abroad =
    [
        ("+447700900", 3), ("+44207946", 4), ("+493023125", 3), ("+496990009", 3), ("+3363998", 4), ("+3319900", 4), ("+120255501", 2), ("+131255501", 2),
    ];

    private const int PeopleCount = 10_000_000;

    /// <summary>A different number for each ordinal below ten million.</summary>
    public static string Person(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, PeopleCount);
        // The factor shares no divisor with ten million, so that no two ordinals meet.
        return $"{People}{((ordinal * 7_368_787L) + 2_417_093) % PeopleCount:D7}";
    }

    public static string Line(int ordinal) => $"{Lines}70001{ordinal:D2}";

    public static string Foreigner(Dice dice)
    {
        var (prefix, digits) = dice.Pick(Abroad);
        return prefix + dice.Between(0, (int)Math.Pow(10, digits) - 1).ToString($"D{digits}", null);
    }

    public static bool Contains(string e164) =>
        ((e164.StartsWith(People, StringComparison.Ordinal) || e164.StartsWith(Lines, StringComparison.Ordinal)) && e164.Length == 12)
        || Abroad.Any(range => e164.StartsWith(range.Prefix, StringComparison.Ordinal) && e164.Length == range.Prefix.Length + range.Digits);
}
