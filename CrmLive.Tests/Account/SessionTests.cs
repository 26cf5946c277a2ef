using System.Net.WebSockets;
using CrmLive.Core.Access;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P3")]
public sealed class SessionTests : IAsyncLifetime
{
    private WebOffice _office = default!;
    private User _user = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        _user = await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_session_ended_from_another_browser_is_over_at_its_next_click()
    {
        using var here = await _office.SignedInAsync("ada");
        using var there = await _office.SignedInAsync("ada");
        var sessions = await OpenSessionsAsync();
        Assert.Equal(2, sessions.Count);

        using (await here.SubmitToAsync("/account/sessions/end", "/account", ("id", $"{sessions.Max()}")))
        {
            await Eventually.True(async () => await there.WhereAsync("/") == "/account/sign-in", "the other browser is out");
        }

        Assert.Equal("/", await here.WhereAsync("/"));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another_without_the_right()
    {
        await _office.AddUserAsync("eve");
        using var ada = await _office.SignedInAsync("ada");
        using var eve = await _office.SignedInAsync("eve");

        using (await eve.SubmitToAsync("/account/sessions/end", "/account", ("id", $"{(await OpenSessionsAsync()).Min()}")))
        {
            Assert.Equal(2, (await OpenSessionsAsync()).Count);
        }
    }

    [Fact]
    public async Task A_dismissed_employees_open_line_is_cut_within_seconds()
    {
        using var ada = await _office.SignedInAsync("ada");
        using var circuit = await LineAsync(ada);

        await _office.ChangeAsync<User>(u => u.Retired = true, u => u.Id == _user.Id);

        await AssertCutAsync(circuit);
        Assert.Equal("/account/sign-in", await ada.WhereAsync("/"));
    }

    [Fact]
    public async Task A_revoked_sessions_open_line_is_cut_within_seconds()
    {
        using var ada = await _office.SignedInAsync("ada");
        using var circuit = await LineAsync(ada);

        await _office.Services.GetRequiredService<Sessions>().RevokeAllAsync(Actor.System, _user.Id, null, default);

        await AssertCutAsync(circuit);
    }

    [Fact]
    public async Task A_change_of_password_ends_the_other_sessions_and_keeps_this_one()
    {
        using var here = await _office.SignedInAsync("ada");
        using var there = await _office.SignedInAsync("ada");

        using var _ = await here.SubmitAsync("/account", "password",
            ("Input.Current", WebOffice.Password), ("Input.Password", "five other plain words"), ("Input.Again", "five other plain words"));

        Assert.Equal("/", await here.WhereAsync("/"));
        await Eventually.True(async () => await there.WhereAsync("/") == "/account/sign-in", "the other browser is out");
        Assert.Single(await OpenSessionsAsync());
        Assert.Contains("user.password-changed", await _office.EventsAsync());
        using var again = _office.Visitor();
        Assert.Equal("/account/sign-in", await again.SignInAsync("ada", WebOffice.Password));
        Assert.Equal("/", await again.SignInAsync("ada", "five other plain words"));
    }

    [Fact]
    public async Task A_cookie_from_before_a_new_security_stamp_is_void_within_a_minute_even_if_no_doorbell_rang()
    {
        using var ada = await _office.SignedInAsync("ada");
        Assert.Equal("/", await ada.WhereAsync("/"));
        await using (var db = _office.Crm.Open(Actor.System))
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Users" SET "SecurityStamp" = 'another'""");
        }

        _office.Clock.Advance(Visits.Recheck);
        Assert.Equal("/account/sign-in", await ada.WhereAsync("/"));
    }

    [Fact]
    public async Task A_session_is_over_after_thirty_days_however_active()
    {
        var sessions = _office.Services.GetRequiredService<Sessions>();
        var key = await sessions.OpenAsync(Actor.System, _user.Id, "", default);

        _office.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await sessions.FindAsync(key, default));
        _office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await sessions.FindAsync(key, default));
    }

    [Fact]
    public async Task A_browser_not_seen_for_twelve_hours_must_sign_in_again()
    {
        using var ada = await _office.SignedInAsync("ada");
        _office.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal("/", await ada.WhereAsync("/"));
        _office.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal("/", await ada.WhereAsync("/"));
        _office.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal("/account/sign-in", await ada.WhereAsync("/"));
    }

    private async Task<IReadOnlyList<int>> OpenSessionsAsync()
    {
        await using var db = _office.Crm.Open(Actor.System);
        return await db.Set<SignInSession>().Where(s => s.EndedAt == null).Select(s => s.Id).ToListAsync();
    }

    private async Task<ClientWebSocket> LineAsync(Visitor visitor)
    {
        var line = new ClientWebSocket();
        line.Options.Cookies = visitor.Cookies;
        await line.ConnectAsync(new UriBuilder(_office.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        return line;
    }

    private async Task AssertCutAsync(ClientWebSocket line)
    {
        var end = EndAsync(line);
        await Eventually.True(
            () =>
            {
                _office.Clock.Advance(ConnectionCut.Grace);
                return end.IsCompleted;
            },
            "the line is cut");
        await end;
    }

    private static async Task EndAsync(ClientWebSocket line)
    {
        try
        {
            var buffer = new byte[4096];
            while ((await line.ReceiveAsync(buffer, default)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Cut without a goodbye.
        }
    }
}
