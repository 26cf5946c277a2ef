using System.Globalization;

namespace CrmLive.Core.Common;

/// <summary>An amount with its currency; sums of different currencies are refused instead of being wrong.</summary>
public readonly record struct Money(decimal Amount, string Currency = Money.Zloty) : IComparable<Money>
{
    public const string Zloty = "PLN";

    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + right.InThatOf(left) };

    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - right.InThatOf(left) };

    public static Money operator *(Money money, decimal times) => money with { Amount = money.Amount * times };

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Multiply(Money money, decimal times) => money * times;

    public int CompareTo(Money other) => Amount.CompareTo(other.InThatOf(this));

    /// <summary>To the grosz, halves away from zero, as invoices do.</summary>
    public Money Rounded() => this with { Amount = decimal.Round(Amount, 2, MidpointRounding.AwayFromZero) };

    public bool IsWhole => Rounded().Amount == decimal.Truncate(Rounded().Amount);

    /// <summary>With the digits of a language and the currency after it; whole amounts without ",00", as price lists print them.</summary>
    /// <param name="cents">Always with them: in a column where one amount has them all have.</param>
    public string Format(CultureInfo culture, bool cents = false)
    {
        var digits = Rounded().Amount.ToString(cents || !IsWhole ? "N2" : "N0", culture);
        var sign = Currency == Zloty && culture.TwoLetterISOLanguageName == "pl" ? "zł" : Currency;
        // A price must not break between its number and its currency.
        return $"{digits}\u00A0{sign}";
    }

    public override string ToString() => Format(CultureInfo.InvariantCulture);

    private decimal InThatOf(Money other) => Currency == other.Currency
        ? Amount
        : throw new InvalidOperationException($"{Currency} and {other.Currency} cannot be added or compared.");
}
