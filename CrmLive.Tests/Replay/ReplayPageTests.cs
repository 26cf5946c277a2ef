using System.Net;
using CrmLive.Core.Calls;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Tests.Hubs;

namespace CrmLive.Tests.Replay;

/// <summary>The page of a day, and what it asks the server for.</summary>
[Trait("Feature", "K16")]
public sealed class ReplayPageTests
{
    private const string Day = "day=2026-11-23";

    [Fact]
    public async Task A_missed_call_of_a_day_that_is_over_is_shown_and_nothing_can_be_done_with_it()
    {
        await using var hub = await HubOffice.OpenAsync();
        var office = hub.Web;
        await office.AddUserAsync("maria", "manager");
        await office.ChangeAsync<Role>(role => role.Scope = Core.Access.Scope.All, role => role.Key == "manager");
        await hub.RingAsync("one");
        office.Clock.Advance(TimeSpan.FromSeconds(30));
        await hub.HangUpAsync("one");
        var missed = office.Clock.GetUtcNow();
        office.Clock.Advance(TimeSpan.FromHours(1));
        using var maria = await office.SignedInAsync("maria");

        using var answer = await maria.GetAsync($"/replay/calls?{Day}&at={missed.AddSeconds(5):yyyy-MM-ddTHH:mm:ssZ}");
        var panel = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("600 111 222", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", panel, StringComparison.Ordinal);
        // Before it was lost it rang, and waited for nobody.
        Assert.Contains("Everybody was called back", await maria.TextAsync($"/replay/calls?{Day}&at={missed.AddSeconds(-5):yyyy-MM-ddTHH:mm:ssZ}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moments_to_come_and_of_other_days_are_not_found_and_nobody_without_the_right_finds_any()
    {
        await using var office = await WebOffice.OpenAsync();
        await office.AddUserAsync("maria", "manager");
        await office.AddUserAsync("anna");
        using var maria = await office.SignedInAsync("maria");
        foreach (var path in (string[])["wall", "calls"])
        {
            Assert.Equal($"/replay/{path}?{Day}&at=2026-11-23T08:00:00Z", await maria.WhereAsync($"/replay/{path}?{Day}&at=2026-11-23T08:00:00Z"));
            Assert.Equal("404", await maria.WhereAsync($"/replay/{path}?{Day}&at=2026-11-23T09:30:00Z"));
            Assert.Equal("404", await maria.WhereAsync($"/replay/{path}?{Day}&at=2026-11-22T08:00:00Z"));
            Assert.Equal("400", await maria.WhereAsync($"/replay/{path}?{Day}&at=noon"));
        }

        Assert.Contains("data-day=\"2026-11-23\"", await maria.TextAsync("/replay?day=yesterday"), StringComparison.Ordinal);
        using var anna = await office.SignedInAsync("anna");
        using var stranger = office.Visitor();
        foreach (var path in (string[])["/replay", $"/replay/day?{Day}", $"/replay/wall?{Day}&at=2026-11-23T08:00:00Z", $"/replay/calls?{Day}&at=2026-11-23T08:00:00Z"])
        {
            Assert.NotEqual(path, await anna.WhereAsync(path));
            Assert.Equal("/account/sign-in", await stranger.WhereAsync(path));
        }
    }

    [Fact]
    public async Task Whoever_may_not_watch_calls_is_shown_the_wall_and_offered_no_panel()
    {
        await using var office = await WebOffice.OpenAsync();
        await office.AddUserAsync("maria", "manager");
        using (var before = await office.SignedInAsync("maria"))
        {
            Assert.Contains("data-view=\"calls\"", await before.TextAsync("/replay?view=calls"), StringComparison.Ordinal);
        }

        await office.ChangeAsync<Role>(role => role.Permissions = [.. role.Permissions.Where(p => p != CallPermissions.Watch)], role => role.Key == "manager");
        using var maria = await office.SignedInAsync("maria");
        var page = await maria.TextAsync("/replay?view=calls");
        Assert.Contains("data-view=\"wall\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-view-of", page, StringComparison.Ordinal);
        Assert.NotEqual($"/replay/calls?{Day}&at=2026-11-23T08:00:00Z", await maria.WhereAsync($"/replay/calls?{Day}&at=2026-11-23T08:00:00Z"));
    }
}
