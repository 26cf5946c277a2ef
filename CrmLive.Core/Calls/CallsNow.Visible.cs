using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrmLive.Core.Access;
using CrmLive.Core.Common;

namespace CrmLive.Core.Calls;

/// <summary>The snapshot is shared by all; what of it one may see is narrowed here, row by row, without copying rows.</summary>
public static class CallsNowVisibility
{
    private static readonly BranchPart<CallNow> Calls = new(call => call.BranchId);
    private static readonly BranchPart<MissedNow> Missed = new(missed => missed.BranchId);

    public static CallsNow VisibleTo(this CallsNow now, Actor actor) => actor switch
    {
        _ when !actor.May(CallPermissions.Watch) => now with { Calls = [], Departments = [], Missed = [] },
        { Scope: Scope.All } => now,
        { Scope: Scope.Branch } => now with { Calls = Calls.Of(now.Calls, actor.BranchId), Missed = Missed.Of(now.Missed, actor.BranchId) },
        _ => now with
        {
            Calls = now.Calls.Where(call => Concerns(call, actor.UserId)).ToValueList(),
            Missed = now.Missed.Where(missed => missed.ClaimedById == actor.UserId || missed.RangId == actor.UserId || missed.Clients.Any(client => client.AdvisorId == actor.UserId)).ToValueList(),
        },
    };

    private static bool Concerns(CallNow call, int? userId) =>
        call.Parties.Any(party => party.UserId == userId) || call.Clients.Any(client => client.AdvisorId == userId);
}

/// <summary>A branch's part of a list: the same for everybody in it, so found once and not by each of their screens at each change. A list that stayed the same keeps its part.</summary>
internal sealed class BranchPart<T>(Func<T, int?> branchOf)
    where T : class
{
    private const int NoBranch = 0;

    private readonly ConditionalWeakTable<ValueList<T>, ConcurrentDictionary<int, ValueList<T>>> _parts = [];

    public ValueList<T> Of(ValueList<T> rows, int? branch) => _parts.GetOrCreateValue(rows).GetOrAdd(
        branch ?? NoBranch,
        (branch, rows) => rows.Where(row => branchOf(row) is not { } its || its == branch).ToValueList(),
        rows);
}
