using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P23")]
public sealed partial class WebSecurityTests : IAsyncLifetime
{
    private WebOffice _office = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync(null, "--Limits:SignInPerMinute", "5");
        await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/calls/online")]
    public async Task Pages_tell_the_browser_to_run_nothing_that_is_written_into_them(string path)
    {
        using var ada = await _office.SignedInAsync("ada");
        using var answer = await ada.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.DoesNotMatch(InlineScript(), await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/sessions/end")]
    [InlineData("/account")]
    [InlineData("/preferences/theme")]
    [InlineData("/preferences/language")]
    public async Task A_form_without_its_token_comes_from_elsewhere_and_is_refused(string path)
    {
        using var ada = await _office.SignedInAsync("ada");

        using var answer = await ada.SubmitToAsync(path, from: null, ("_handler", "sign-in"), ("id", "1"), ("theme", "dark"), ("language", "pl"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/", await ada.WhereAsync("/"));
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var ada = _office.Visitor();
        using var answer = await ada.SubmitAsync("/account/sign-in", "sign-in", ("Input.Login", "ada"), ("Input.Password", WebOffice.Password));

        var session = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("crmlive=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_cookies_are_secure()
    {
        using var ada = _office.Visitor();
        ada.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        ada.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await ada.GetAsync("/account/sign-in");

        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Strangers_may_try_the_door_only_so_often()
    {
        using var stranger = _office.Visitor();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("/account/sign-in", await stranger.SignInAsync($"guess{i}", "wrong"));
        }

        Assert.Equal("429", await stranger.SignInAsync("ada", WebOffice.Password));
        using var page = await stranger.GetAsync("/account/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_line_opened_by_another_sites_page_is_refused()
    {
        using var ada = await _office.SignedInAsync("ada");
        var address = new UriBuilder(_office.Address) { Scheme = "ws", Path = "/_blazor" }.Uri;

        using var foreign = new ClientWebSocket();
        foreign.Options.Cookies = ada.Cookies;
        foreign.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(address, default));

        using var own = new ClientWebSocket();
        own.Options.Cookies = ada.Cookies;
        own.Options.SetRequestHeader("Origin", _office.Address.GetLeftPart(UriPartial.Authority));
        await own.ConnectAsync(address, default);
        Assert.Equal(WebSocketState.Open, own.State);
    }

    [Fact]
    public async Task The_keys_of_cookies_outlive_the_process_and_are_nobody_elses_to_read()
    {
        var folder = Path.Combine(_office.Crm.Options.Folder, "keys");
        using var ada = await _office.SignedInAsync("ada");

        Assert.NotEmpty(Directory.GetFiles(folder, "key-*.xml"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [GeneratedRegex("<script(?![^>]*\\bsrc=)|\\son[a-z]+=\"|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
