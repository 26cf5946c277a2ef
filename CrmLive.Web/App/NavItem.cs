using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Office;

namespace CrmLive.Web.App;

/// <summary>A place in the navigation; shown to those who hold the permission.</summary>
public sealed record NavItem(string Href, string Icon, string Text, string Permission)
{
    /// <summary>Everything below it counts as being there.</summary>
    public string Area { get; init; } = Href;

    /// <summary>On a phone it lies behind "More", so that the bar has room for the thumb.</summary>
    public bool Seldom { get; init; }

    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("calls/online", "talking", "Nav.Online", CallPermissions.Watch),
        new("calls/missed", "missed", "Nav.Missed", CallPermissions.Watch),
        new("calendar", "calendar", "Nav.Calendar", ActivityPermissions.View),
        new("clients", "clients", "Nav.Clients", ClientPermissions.View),
        new("units", "unit", "Nav.Units", ClientPermissions.View) { Seldom = true },
        new("settings/office", "settings", "Nav.Settings", OfficePermissions.Settings) { Area = "settings", Seldom = true },
    ];
}
