using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>Who a client is: invented from lists, with a number that rings nobody and an address at example.org.</summary>
internal sealed record Persona(string? FirstName, string? LastName, string? Company, string Town, string? Phone, string? Email)
{
    private static readonly string[] Domains = ["example.org", "example.com", "example.net"];

    /// <summary>The ordinal makes the number and the address nobody else's.</summary>
    public static Persona Of(Dice dice, int ordinal)
    {
        var (first, last, foreign) = Name(dice);
        var company = dice.Chance(0.04)
            ? $"{dice.Pick(Names.CompanyWords)} {dice.Pick(Names.CompanyTrades)} sp. z o.o."
            : null;
        var phone = foreign && dice.Chance(0.4) ? SilentNumbers.Foreigner(dice) : SilentNumbers.Person(ordinal);
        var hasPhone = dice.Chance(0.97);
        var email = !hasPhone || dice.Chance(0.8) ? Address(first, last, ordinal, dice) : null;
        var town = dice.Chance(0.62) ? "Warszawa" : dice.Pick(Names.Towns);
        return new Persona(first, last, company, town, hasPhone ? phone : null, email);
    }

    /// <summary>As its owner writes it down, one of the ways people do.</summary>
    public static string Spelled(string e164, Dice dice)
    {
        if (!e164.StartsWith("+48", StringComparison.Ordinal))
        {
            return e164;
        }

        var n = e164[3..];
        return dice.Between(0, 4) switch
        {
            0 => n,
            1 => $"{n[..3]}-{n[3..6]}-{n[6..]}",
            2 => $"+48 {n[..3]} {n[3..6]} {n[6..]}",
            3 => $"0048{n}",
            _ => $"{n[..3]} {n[3..6]} {n[6..]}",
        };
    }

    private static (string First, string Last, bool Foreign) Name(Dice dice)
    {
        var people = dice.Unit();
        var woman = dice.Chance(0.52);
        if (people < 0.83)
        {
            var last = dice.Pick(Names.Polish);
            return (dice.Pick(woman ? Names.PolishWomen : Names.PolishMen), woman ? AsWoman(last) : last, false);
        }

        if (people < 0.94)
        {
            return (dice.Pick(woman ? Names.UkrainianWomen : Names.UkrainianMen), dice.Pick(Names.Ukrainian), false);
        }

        var (first, family) = dice.Pick(people < 0.96 ? Names.Cyrillic : Names.Foreign);
        return (first, family, people >= 0.96);
    }

    /// <summary>Kowalski's wife is Kowalska; names that are nouns stay as they are.</summary>
    internal static string AsWoman(string last) =>
        last.EndsWith("ski", StringComparison.Ordinal) || last.EndsWith("cki", StringComparison.Ordinal) || last.EndsWith("dzki", StringComparison.Ordinal)
            ? last[..^1] + "a"
            : last.EndsWith("ny", StringComparison.Ordinal) ? last[..^1] + "a" : last;

    private static string Address(string first, string last, int ordinal, Dice dice) =>
        $"{SearchKey.Of(first).Replace(' ', '.')}.{SearchKey.Of(last).Replace(' ', '-')}{ordinal}@{dice.Pick(Domains)}";
}
