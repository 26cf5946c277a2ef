using System.Net;
using System.Net.Http.Headers;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P4")]
public sealed class RightsTests : IAsyncLifetime
{
    /// <summary>What strangers may reach: the ways in, and what the sign-in page needs to be seen. Whoever adds to this list says why in the review.</summary>
    private static readonly string[] OpenToStrangers =
    [
        "/account/sign-in", "/account/second-step", "/account/new-password", "/account/sign-out", "/setup",
        "/preferences/", "/theme.css", "/health", "/api/calls/events", "/bench", "/form/", "/broker/",
        // The address of a subscribed calendar is its own key.
        "/calendar/1.ics",
        // Asks for its token itself (TokenOnly), so that a program is answered in its own terms and not by a sign-in page.
        "/api/v1/",
        // A television is a stranger until an administrator types its code; it is told the office's name and nothing else.
        "/wall",
    ];

    private WebOffice _office = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync(app =>
        {
            app.MapGet("/test/listen", () => "heard").RequireAuthorization(CallPermissions.Listen);
            app.MapGet("/test/who", async (HttpContext http) => (await http.ActorAsync()).Name);
            app.MapHub<TestHub>("/hubs/test");
        });
        await _office.AddUserAsync("ada");
        await _office.ChangeAsync<Role>(r => r.Permissions = [], r => r.Key == "advisor");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_stranger_reaches_nothing_but_what_is_on_the_list()
    {
        using var stranger = _office.Visitor();
        foreach (var path in Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null || PathOf(e).StartsWith("/api/v1/", StringComparison.Ordinal)).Select(PathOf).Distinct())
        {
            using var answer = await stranger.GetAsync(path);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed || Visitor.Where(answer) == "/account/sign-in",
                $"{path} answered a stranger with {(int)answer.StatusCode}");
        }

        var open = Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(PathOf).Where(p => !IsFile(p) && !OpenToStrangers.Any(p.StartsWith));
        Assert.Empty(open);
    }

    [Fact]
    public async Task Without_the_permission_every_page_and_endpoint_that_asks_for_one_refuses()
    {
        using var ada = await _office.SignedInAsync("ada");
        var guarded = Endpoints().Where(e => e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is not null)).Select(PathOf).Distinct().ToList();
        Assert.Contains("/calls/online", guarded);
        Assert.Contains("/settings/roles", guarded);

        foreach (var path in guarded)
        {
            using var page = await ada.GetAsync(path);
            Assert.True(Visitor.Where(page) is "/account/refused" or "403" or "405", $"{path} answered with {(int)page.StatusCode}");
        }
    }

    [Fact]
    public async Task A_permission_counts_for_page_endpoint_hub_and_token_alike_and_at_once()
    {
        using var ada = await _office.SignedInAsync("ada");
        var hub = HubOf(ada);
        await hub.StartAsync();
        await using var _ = hub;
        Assert.Equal("403", await StatusAsync(ada, "/test/listen"));
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<string>(nameof(TestHub.Listen)));

        await _office.ChangeAsync<Role>(r => r.Permissions = [CallPermissions.Listen], r => r.Key == "advisor");

        await Eventually.True(async () => await StatusAsync(ada, "/test/listen") == "200", "the right applies without a new sign-in");
        Assert.Equal("heard", await hub.InvokeAsync<string>(nameof(TestHub.Listen)));
    }

    [Fact]
    public async Task A_token_may_what_it_was_given_and_no_more_than_its_user_may_still()
    {
        await _office.AddUserAsync("boss", "administrator");
        var boss = (await BossAsync())!;
        var tokens = _office.Services.GetRequiredService<ApiTokens>();
        var token = await tokens.CreateAsync(boss, "desk display", boss.UserId!.Value, [CallPermissions.Watch], default);
        using var program = _office.Visitor();
        Assert.Equal("401", await StatusAsync(program, "/test/who"));
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        Assert.Equal("200", await StatusAsync(program, "/test/who"));
        Assert.Equal("403", await StatusAsync(program, "/test/listen"));

        var second = await tokens.CreateAsync(boss, "player", boss.UserId!.Value, [CallPermissions.Listen], default);
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", second);
        Assert.Equal("200", await StatusAsync(program, "/test/listen"));
        await _office.ChangeAsync<ApiToken>(t => t.RevokedAt = _office.Clock.GetUtcNow().UtcDateTime, t => t.Name == "player");
        await Eventually.True(async () => await StatusAsync(program, "/test/listen") == "401", "a revoked token opens nothing");
    }

    [Fact]
    public async Task Nobody_hands_out_more_than_they_hold_and_the_last_keyholder_stays()
    {
        var admin = await _office.AddUserAsync("boss", "administrator");
        var boss = (await BossAsync())!;
        var roles = _office.Services.GetRequiredService<RoleCommands>();
        var users = _office.Services.GetRequiredService<UserCommands>();
        var advisor = (await roles.AllAsync(boss, default)).Single(r => r.Key == "advisor");
        var administrator = (await roles.AllAsync(boss, default)).Single(r => r.Key == "administrator");
        var clerk = boss with { Permissions = [UserPermissions.Manage, UserPermissions.Roles] };

        await Assert.ThrowsAsync<AccessRefused>(() => roles.SaveAsync(clerk, advisor with { Permissions = [CallPermissions.Listen] }, default));
        await Assert.ThrowsAsync<AccessRefused>(() => users.SaveAsync(clerk, New(administrator.Id!.Value), default));
        Assert.False((await users.RetireAsync(boss, admin.Id, true, default)).Ok);
        Assert.False((await roles.SaveAsync(boss, administrator with { Permissions = [] }, default)).Ok);
        Assert.True((await users.SaveAsync(boss, New(administrator.Id!.Value), default)).Ok);
        Assert.True((await users.RetireAsync(boss, admin.Id, true, default)).Ok);
    }

    private static UserEdit New(int roleId) => new() { FirstName = "Jan", LastName = "Kos", Login = "jan", RoleId = roleId };

    private Task<Actor?> BossAsync() => _office.Services.GetRequiredService<Actors>().OfUserAsync(2, ActorChannel.Web, null, default);

    private IEnumerable<RouteEndpoint> Endpoints() =>
        _office.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is not (null or "{**path:nonfile}") && !e.RoutePattern.RawText.StartsWith("/_blazor", StringComparison.Ordinal));

    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l ? l.Content
            : p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator ? separator.Content : "1"))));

    private static bool IsFile(string path) => Path.HasExtension(path) && path is not ("/theme.css" or "/calendar/1.ics") || path.StartsWith("/_framework/", StringComparison.Ordinal) || path.StartsWith("/_content/", StringComparison.Ordinal);

    private static async Task<string> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path, "*/*");
        return $"{(int)answer.StatusCode}";
    }

    private HubConnection HubOf(Visitor visitor) => new HubConnectionBuilder()
        .WithUrl(new Uri(_office.Address, "/hubs/test"), options => options.Cookies = visitor.Cookies)
        .Build();

    private sealed class TestHub : Hub
    {
        [Authorize(Policy = CallPermissions.Listen)]
        public Task<string> Listen() => Task.FromResult("heard");
    }
}
