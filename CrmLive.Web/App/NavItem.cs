using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Kpi;
using CrmLive.Core.Submissions;
using CrmLive.Core.Wall;
using CrmLive.Web.Settings;

namespace CrmLive.Web.App;

/// <summary>A place in the navigation; shown to those who hold the permission.</summary>
public sealed record NavItem(string Href, string Icon, string Text, string Permission)
{
    /// <summary>Everything below it counts as being there.</summary>
    public string Area { get; init; } = Href;

    /// <summary>On a phone it lies behind "More", so that the bar has room for the thumb.</summary>
    public bool Seldom { get; init; }

    /// <summary>A page by itself, outside the application's circuit: it is opened as any other page of the web is.</summary>
    public bool Alone { get; init; }

    /// <summary>Not in the menu, since another place leads there; found by its name.</summary>
    public bool ByNameOnly { get; init; }

    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("calls/online", "talking", "Nav.Online", CallPermissions.Watch),
        new("calls/missed", "missed", "Nav.Missed", CallPermissions.Watch),
        new("calendar", "calendar", "Nav.Calendar", ActivityPermissions.View),
        new("clients", "clients", "Nav.Clients", ClientPermissions.View),
        new("submissions", "pending", "Nav.Submissions", SubmissionPermissions.View),
        new("units", "unit", "Nav.Units", ClientPermissions.View) { Seldom = true },
        new("kpi", "kpi", "Nav.Kpi", KpiPermissions.See) { Seldom = true },
        new("kpi/plans", "plan", "Nav.Plans", KpiPermissions.Plan) { ByNameOnly = true },
        new("kpi/weights", "weights", "Nav.Weights", KpiPermissions.Weights) { ByNameOnly = true },
        new("replay", "replay", "Nav.Replay", WallPermissions.Replay) { Seldom = true, Alone = true },
        .. SettingsPlace.All.Select(page => new NavItem(page.Href, "settings", "Nav.Settings", page.Permission) { Area = "settings", Seldom = true }),
    ];

    /// <summary>What is open to them: of an area that is reached by several pages, the first that is theirs.</summary>
    public static IEnumerable<NavItem> For(Actor actor) => All.Where(place => actor.May(place.Permission)).DistinctBy(place => place.Area);
}
