using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Wall;

namespace CrmLive.Web.Wall;

/// <summary>The three views every wall is made of, as they are at one moment.</summary>
public sealed record WallSources(Snapshot<KpiNow> Kpi, Snapshot<CallsNow> Calls, Snapshot<FloorNow> Floor);

/// <summary>What all walls of one branch show: made once a change for all of them, and of each part only what its source has changed.</summary>
internal sealed record WallFace(WallSources Of, WallShown Shown)
{
    public static WallFace Make(WallSources sources, int? branch, OfficeTime time, DateTime now, WallFace? former) => new(sources, new WallShown(
        (former?.Shown.Version ?? 0) + 1, now,
        former?.Of.Kpi == sources.Kpi ? former.Shown.People : sources.Kpi.Value.People(branch),
        former?.Of.Calls == sources.Calls ? former.Shown.Calls : sources.Calls.Value.Calls(branch),
        former?.Of.Floor == sources.Floor ? former.Shown.Deals : sources.Floor.Value.Deals(branch, time),
        former?.Of.Floor == sources.Floor ? former.Shown.Hours : sources.Floor.Value.Hours(branch)));
}
