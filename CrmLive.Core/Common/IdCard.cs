namespace CrmLive.Core.Common;

/// <summary>The number of a Polish identity card: three letters, six digits, the first of them the check. Other documents exist; what has another shape is kept and only remarked on.</summary>
public static class IdCard
{
    private static ReadOnlySpan<int> Weights => [7, 3, 1, 9, 7, 3, 1, 7, 3];

    /// <summary>Upper case without blanks, as it is matched and kept; null when nothing was typed.</summary>
    public static string? Fold(string? typed) =>
        typed is null ? null : string.Concat(typed.Where(ch => !char.IsWhiteSpace(ch) && ch != '-')).ToUpperInvariant() is { Length: > 0 } bare ? bare : null;

    /// <summary>Null when the checksum agrees.</summary>
    /// <param name="folded">As <see cref="Fold"/> spells it.</param>
    public static PersonalFault? FaultOf(string folded)
    {
        if (folded.Length != Weights.Length || !folded[..3].All(char.IsAsciiLetterUpper) || !folded[3..].All(char.IsAsciiDigit))
        {
            return PersonalFault.Shape;
        }

        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (char.IsAsciiDigit(folded[i]) ? folded[i] - '0' : folded[i] - 'A' + 10);
        }

        return sum % 10 == 0 ? null : PersonalFault.Checksum;
    }
}
