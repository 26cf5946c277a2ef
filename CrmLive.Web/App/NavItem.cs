using CrmLive.Core.Calls;
using CrmLive.Core.Clients;

namespace CrmLive.Web.App;

/// <summary>A place in the navigation; shown to those who hold the permission.</summary>
public sealed record NavItem(string Href, string Icon, string Text, string Permission)
{
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("calls/online", "talking", "Nav.Online", CallPermissions.Watch),
        new("calls/missed", "missed", "Nav.Missed", CallPermissions.Watch),
        new("clients", "clients", "Nav.Clients", ClientPermissions.View),
    ];
}
