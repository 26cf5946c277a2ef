using CrmLive.Core.Access;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmLive.Tests.Account;

/// <summary>The links by which people set their own passwords.</summary>
[Trait("Feature", "P3")]
public sealed class InvitationTests : IAsyncLifetime
{
    private const string NewPassword = "five other plain words";

    private WebOffice _office = default!;
    private User _ada = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        _ada = await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    private InvitationDesk Desk => _office.Services.GetRequiredService<InvitationDesk>();

    [Fact]
    public async Task An_invited_one_sets_a_password_once_and_comes_in_with_it()
    {
        var link = "/" + await Desk.InviteAsync(Actor.System, _ada.Id);
        using var ada = _office.Visitor();
        Assert.Equal("/account/sign-in", await SetAsync(ada, link, NewPassword));
        Assert.Equal("/", await ada.SignInAsync("ada", NewPassword));

        using var later = _office.Visitor();
        Assert.DoesNotContain("Input.Password", await later.TextAsync(link), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", await later.SignInAsync("ada", WebOffice.Password));
        Assert.Contains("user.password-changed", await _office.EventsAsync());
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData(NewPassword, "not the same words")]
    public async Task A_password_too_weak_or_typed_differently_is_refused_and_the_link_stays_good(string password, string again)
    {
        var link = "/" + await Desk.InviteAsync(Actor.System, _ada.Id);
        using var ada = _office.Visitor();
        Assert.Equal("200", await SetAsync(ada, link, password, again));
        Assert.Equal("/account/sign-in", await SetAsync(ada, link, NewPassword));
    }

    [Fact]
    public async Task A_link_is_void_after_its_day()
    {
        // Identity keeps this time by the machine's clock, so the day is made short instead of waited for.
        var options = _office.Services.GetRequiredService<IOptions<DataProtectionTokenProviderOptions>>().Value;
        Assert.Equal(TimeSpan.FromDays(1), options.TokenLifespan);
        var link = "/" + await Desk.InviteAsync(Actor.System, _ada.Id);
        options.TokenLifespan = TimeSpan.Zero;
        using var ada = _office.Visitor();
        Assert.DoesNotContain("Input.Password", await ada.TextAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_somebody_who_left_or_made_up_or_for_another_opens_nothing()
    {
        var eve = await _office.AddUserAsync("eve");
        var link = "/" + await Desk.InviteAsync(Actor.System, _ada.Id);
        using var stranger = _office.Visitor();
        foreach (var wrong in (string[])[link.Replace($"user={_ada.Id}", $"user={eve.Id}", StringComparison.Ordinal), link[..^4], "/account/new-password", "/account/new-password?user=999&token=x"])
        {
            Assert.DoesNotContain("Input.Password", await stranger.TextAsync(wrong), StringComparison.Ordinal);
        }

        await _office.ChangeAsync<User>(u => u.Retired = true, u => u.Id == _ada.Id);
        Assert.DoesNotContain("Input.Password", await stranger.TextAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_voids_the_password_and_the_app_at_once_and_ends_every_session()
    {
        using var ada = await _office.SignedInAsync("ada");
        await _office.ChangeAsync<User>(u => u.TwoFactorEnabled = true, u => u.Id == _ada.Id);
        var link = "/" + await Desk.ResetAsync(Actor.System, _ada.Id, default);

        await Lab.Eventually.True(async () => await ada.WhereAsync("/") == "/account/sign-in", "her open page is out");
        using var again = _office.Visitor();
        Assert.Equal("/account/sign-in", await again.SignInAsync("ada", WebOffice.Password));
        Assert.Equal("/account/sign-in", await SetAsync(again, link, NewPassword));
        Assert.Equal("/", await again.SignInAsync("ada", NewPassword));
        Assert.Contains("user.sign-in-reset", await _office.EventsAsync());
        await using var db = _office.Crm.Open(Actor.System);
        Assert.False((await db.Set<User>().SingleAsync(u => u.Id == _ada.Id)).TwoFactorEnabled);
    }

    private static async Task<string> SetAsync(Visitor visitor, string link, string password, string? again = null)
    {
        using var answer = await visitor.SubmitAsync(link, "new-password", ("Input.Password", password), ("Input.Again", again ?? password));
        return Visitor.Where(answer);
    }
}
