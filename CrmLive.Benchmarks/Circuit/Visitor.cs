using System.Net;
using System.Text.RegularExpressions;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>One signed-in browser profile: its cookies and its plain HTTP requests.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly SocketsHttpHandler _handler;

    public Visitor(Uri home)
    {
        Home = home;
        _handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = true, MaxConnectionsPerServer = 64 };
        Http = new HttpClient(_handler) { BaseAddress = home, Timeout = TimeSpan.FromSeconds(100) };
    }

    public Uri Home { get; }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    /// <summary>A page as a browser asks for it.</summary>
    public async Task<string> PageAsync(Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var answer = await Http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Fills the form of a static page as a person would: hidden fields stay, the given ones are typed.</summary>
    public async Task PostFormAsync(string page, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        var html = await PageAsync(new Uri(page, UriKind.Relative), ct);
        var form = FormPattern().Matches(html).Select(m => m.Value)
            .FirstOrDefault(f => typed.Keys.All(name => f.Contains($"name=\"{name}\"", StringComparison.Ordinal)))
            ?? throw new InvalidOperationException($"No form with {string.Join(", ", typed.Keys)} on {page}.");
        var fields = new Dictionary<string, string>(typed);
        foreach (var input in HiddenPattern().Matches(form).Select(m => m.Value))
        {
            fields.TryAdd(Attribute(input, "name"), Attribute(input, "value"));
        }
        var action = Attribute(form[..form.IndexOf('>', StringComparison.Ordinal)], "action");
        using var body = new FormUrlEncodedContent(fields);
        using var answer = await Http.PostAsync(new Uri(action.Length > 0 ? action : page, UriKind.RelativeOrAbsolute), body, ct);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath.Equals(new Uri(Home, page).AbsolutePath, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"The form of {page} was not taken.");
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    private static string Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"");
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : "";
    }

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input\\b[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenPattern();
}
