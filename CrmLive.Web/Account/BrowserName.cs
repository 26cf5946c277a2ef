namespace CrmLive.Web.Account;

/// <summary>"Firefox · Windows" out of what a browser says of itself: enough for people to know their own telephone in a list.</summary>
public static class BrowserName
{
    // In this order: each of them also claims to be those below it.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi", "Vivaldi"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        var parts = new[] { First(Browsers, userAgent), First(Systems, userAgent) }.Where(p => p is not null);
        var name = string.Join(" · ", parts);
        return name.Length > 0 ? name : userAgent is { Length: > 0 } ? userAgent : "–";
    }

    private static string? First((string Sign, string Name)[] among, string? userAgent) =>
        among.FirstOrDefault(a => userAgent?.Contains(a.Sign, StringComparison.Ordinal) == true).Name;
}
