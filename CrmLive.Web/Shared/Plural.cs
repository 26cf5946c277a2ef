using System.Globalization;

namespace CrmLive.Web.Shared;

/// <summary>Which of a word's forms goes with a number: English has two, Polish and Russian three.</summary>
public static class Plural
{
    /// <summary>The form for <paramref name="n"/> in the reader's language: "1 call, 2 calls", "1 rozmowa, 2 rozmowy, 5 rozmów", "1 звонок, 2 звонка, 5 звонков".</summary>
    public static string Pick(long n, string one, string few, string many) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "pl" => n == 1 ? one : IsFew(n) ? few : many,
        "ru" => n % 10 == 1 && n % 100 != 11 ? one : IsFew(n) ? few : many,
        _ => n == 1 ? one : many,
    };

    /// <summary>Picks from a text of the resources that holds the forms with bars between: "call|calls|calls".</summary>
    public static string Pick(long n, string forms)
    {
        var parts = forms.Split('|');
        return Pick(n, parts[0], parts[1], parts[^1]);
    }

    private static bool IsFew(long n) => n % 10 is >= 2 and <= 4 && n % 100 is < 12 or > 14;
}
