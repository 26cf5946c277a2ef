using CrmLive.Core.Access;
using CrmLive.Core.Common;

namespace CrmLive.Core.Calls;

/// <summary>The snapshot is shared by all; what of it one may see is narrowed here, row by row, without copying rows.</summary>
public static class CallsNowVisibility
{
    public static CallsNow VisibleTo(this CallsNow now, Actor actor) => actor switch
    {
        _ when !actor.May(CallPermissions.Watch) => now with { Calls = [], Departments = [], Missed = [] },
        { Scope: Scope.All } => now,
        { Scope: Scope.Branch } => now with
        {
            Calls = now.Calls.Where(call => call.BranchId is null || call.BranchId == actor.BranchId).ToValueList(),
            Missed = now.Missed.Where(missed => missed.BranchId is null || missed.BranchId == actor.BranchId).ToValueList(),
        },
        _ => now with
        {
            Calls = now.Calls.Where(call => Concerns(call, actor.UserId)).ToValueList(),
            Missed = now.Missed.Where(missed => missed.ClaimedById == actor.UserId || missed.RangId == actor.UserId || missed.Clients.Any(client => client.AdvisorId == actor.UserId)).ToValueList(),
        },
    };

    private static bool Concerns(CallNow call, int? userId) =>
        call.Parties.Any(party => party.UserId == userId) || call.Clients.Any(client => client.AdvisorId == userId);
}
