using CrmLive.Core.Access;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P10")]
public sealed class LanguageTests : IAsyncLifetime
{
    private WebOffice _office = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task The_language_somebody_chose_meets_them_at_another_computer()
    {
        using (var ada = await _office.SignedInAsync("ada"))
        {
            Assert.Contains("lang=\"en\"", await ada.TextAsync("/account"), StringComparison.Ordinal);
            using var chosen = await ada.SubmitToAsync("/preferences/language", "/account", ("language", "pl"), ("back", "/account"));
            Assert.Equal("/account", Visitor.Where(chosen));
            Assert.Contains("lang=\"pl\"", await ada.TextAsync("/account"), StringComparison.Ordinal);
        }

        using var elsewhere = await _office.SignedInAsync("ada");
        Assert.Contains("lang=\"pl\"", await elsewhere.TextAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("user.language-chosen", await _office.EventsAsync());
    }

    [Fact]
    public async Task A_language_there_is_none_of_changes_nothing_and_a_way_back_leads_to_no_other_site()
    {
        using var ada = await _office.SignedInAsync("ada");
        using var answer = await ada.SubmitToAsync("/preferences/language", "/account", ("language", "de"), ("back", "//elsewhere.example"));
        Assert.Equal("/", Visitor.Where(answer));
        await using var db = _office.Crm.Open(Actor.System);
        Assert.Null((await db.Set<User>().SingleAsync()).Language);
    }

    [Fact]
    public async Task A_stranger_chooses_for_this_browser_alone()
    {
        using var stranger = _office.Visitor();
        using var chosen = await stranger.SubmitToAsync("/preferences/language", "/account/sign-in", ("language", "ru"));
        Assert.Contains("lang=\"ru\"", await stranger.TextAsync("/account/sign-in"), StringComparison.Ordinal);
        Assert.DoesNotContain("user.language-chosen", await _office.EventsAsync());
    }
}
