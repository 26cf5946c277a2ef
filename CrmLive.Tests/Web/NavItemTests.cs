using System.Reflection;
using CrmLive.Core.Access;
using CrmLive.Core.Post;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Web.App;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

/// <summary>P4 in the menu: what is a person's own to use can be reached without knowing an address.</summary>
[Trait("Feature", "P4")]
public sealed class NavItemTests
{
    [Theory]
    [InlineData(SubmissionPermissions.Forms, "settings/forms")]
    [InlineData(PostPermissions.Sort, "settings/received")]
    [InlineData(UserPermissions.Roles, "settings/roles")]
    public void Whoever_may_use_one_page_of_the_settings_finds_the_settings_in_the_menu_and_lands_there(string permission, string href) =>
        Assert.Equal([href], NavItem.For(Holding(permission)).Select(place => place.Href));

    [Fact]
    public void An_area_is_one_entry_however_many_of_its_pages_are_theirs() =>
        Assert.Single(NavItem.For(Actor.System), place => place.Area == "settings");

    [Fact]
    public void Who_may_nothing_finds_nothing() => Assert.Empty(NavItem.For(Actor.Nobody));

    [Fact]
    public void Every_page_of_the_settings_has_its_tab_for_just_those_who_may_open_it()
    {
        var pages = typeof(SettingsPlace).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, type.GetCustomAttribute<AuthorizeAttribute>()?.Policy)))
            .Where(page => page.Template.StartsWith("/settings/", StringComparison.Ordinal));

        Assert.Equal(pages.Order(), SettingsPlace.All.Select(place => ($"/{place.Href}", (string?)place.Permission)).Order());
    }

    private static Actor Holding(string permission) => new() { Name = "Marek Zawadzki", Permissions = [permission] };
}
