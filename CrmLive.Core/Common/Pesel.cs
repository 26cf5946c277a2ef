using System.Globalization;

namespace CrmLive.Core.Common;

/// <summary>The Polish personal number: YYMMDDZZZXQ, the century in the month. A good one may still never have been issued, so a bad one warns and does not block.</summary>
public static class Pesel
{
    private const int Length = 11;

    private static ReadOnlySpan<int> Weights => [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

    /// <summary>The digits as they are matched and kept; null when nothing was typed.</summary>
    public static string? Fold(string? typed) =>
        typed is null ? null : string.Concat(typed.Where(ch => !char.IsWhiteSpace(ch) && ch != '-')) is { Length: > 0 } bare ? bare : null;

    /// <summary>Null when date and checksum agree.</summary>
    /// <param name="folded">As <see cref="Fold"/> spells it.</param>
    public static PersonalFault? FaultOf(string folded)
    {
        if (folded.Length != Length || !folded.All(char.IsAsciiDigit))
        {
            return PersonalFault.Shape;
        }

        if (!HasDate(folded))
        {
            return PersonalFault.Date;
        }

        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (folded[i] - '0');
        }

        // The outer remainder matters: without it a sum of whole tens would ask for a digit "10".
        return (10 - (sum % 10)) % 10 == folded[^1] - '0' ? null : PersonalFault.Checksum;
    }

    private static bool HasDate(string digits)
    {
        int Two(int at) => int.Parse(digits.AsSpan(at, 2), CultureInfo.InvariantCulture);
        var (century, month) = Math.DivRem(Two(2), 20);
        var year = (century == 4 ? 1800 : 1900 + (century * 100)) + Two(0);
        return month is >= 1 and <= 12 && Two(4) is var day && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }
}

/// <summary>What is wrong with a personal number, in the order in which it is looked at.</summary>
public enum PersonalFault { Shape, Date, Checksum }
