using CrmLive.Core.Calls;

namespace CrmLive.Web.Hubs;

/// <summary>What the hub says to a program that has asked to watch the calls, or the numbers of the KPI.</summary>
public interface ILiveListener
{
    Task CallsChanged(CallsChange change);

    /// <summary>What this program may see has changed: ask WatchCalls again.</summary>
    Task CallsStale();

    Task KpiChanged(KpiShown now);

    /// <summary>What this program may see has changed: ask WatchKpi again.</summary>
    Task KpiStale();
}

/// <summary>Everything the program may see, as of a version.</summary>
public sealed record CallsShown(long Version, CallsNow Now);

/// <summary>The difference to the version before it. Whoever holds another version than <paramref name="After"/>, and an older one than <paramref name="Version"/>, has missed something and asks WatchCalls again.</summary>
/// <param name="Calls">New or changed, whole; newest first.</param>
/// <param name="EndedCalls">No longer going on, or no longer to be seen.</param>
/// <param name="Missed">New or changed missed calls, whole.</param>
/// <param name="ClearedMissed">Put right.</param>
/// <param name="Departments">Those in which somebody's state changed, whole.</param>
public sealed record CallsChange(
    long After,
    long Version,
    IReadOnlyList<CallNow> Calls,
    IReadOnlyList<int> EndedCalls,
    IReadOnlyList<MissedNow> Missed,
    IReadOnlyList<int> ClearedMissed,
    IReadOnlyList<DepartmentNow> Departments)
{
    public bool IsNothing => Calls.Count + EndedCalls.Count + Missed.Count + ClearedMissed.Count + Departments.Count == 0;

    public static CallsChange Between(CallsShown before, CallsShown after)
    {
        var calls = Rows.Between(before.Now.Calls, after.Now.Calls, call => call.Id);
        var missed = Rows.Between(before.Now.Missed, after.Now.Missed, call => call.CallId);
        var departments = Rows.Between(before.Now.Departments, after.Now.Departments, department => department.Id);
        return new(before.Version, after.Version, calls.Changed, calls.Gone, missed.Changed, missed.Gone, departments.Changed);
    }
}
