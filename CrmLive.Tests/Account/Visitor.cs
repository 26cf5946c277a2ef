using System.Net;
using System.Text.RegularExpressions;

namespace CrmLive.Tests.Account;

/// <summary>A browser without a screen: keeps cookies, asks for pages, fills in forms, and stops at every redirection to say where it leads.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address) => _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http => _http;

    public async Task<HttpResponseMessage> GetAsync(string path, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        return await _http.SendAsync(request);
    }

    /// <summary>Where the path leads: itself when it is shown, else the address it sends to.</summary>
    public async Task<string> WhereAsync(string path)
    {
        using var answer = await GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK ? path : Where(answer);
    }

    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Posts the page's form with its hidden fields, as its button does.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string page, string form, params (string Name, string Value)[] fields) =>
        SubmitToAsync(page, page, [.. fields, ("_handler", form)]);

    /// <summary>Posts a form of one page to another address; without <paramref name="from"/> it comes without a token, as from another site.</summary>
    public async Task<HttpResponseMessage> SubmitToAsync(string path, string? from, params (string Name, string Value)[] fields)
    {
        var sent = fields.ToDictionary(f => f.Name, f => f.Value);
        if (from is not null)
        {
            sent["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(await TextAsync(from)).Groups[1].Value);
        }

        using var content = new FormUrlEncodedContent(sent);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        return await _http.SendAsync(request);
    }

    /// <summary>Where the sign-in leads; the sign-in page itself when it refuses.</summary>
    public async Task<string> SignInAsync(string login, string password)
    {
        using var answer = await SubmitAsync("/account/sign-in", "sign-in", ("Input.Login", login), ("Input.Password", password));
        return answer.StatusCode == HttpStatusCode.OK ? "/account/sign-in" : Where(answer);
    }

    public static string Where(HttpResponseMessage answer) => answer.Headers.Location is { } to
        ? (to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString).Split('?')[0]
        : $"{(int)answer.StatusCode}";

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
