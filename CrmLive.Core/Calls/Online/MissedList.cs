using CrmLive.Core.Common;

namespace CrmLive.Core.Calls.Online;

/// <summary>Missed calls by number: who tried three times stands there once, with the last try and any claim of the three.</summary>
internal static class MissedList
{
    public static IEnumerable<MissedNow> Of(IEnumerable<CallRow> open, KnownCallers callers) => open
        // Who hides the number cannot be told from the next who does.
        .GroupBy(row => row.CallerE164 ?? $"hidden {row.Id}")
        .Select(tries => Shown([.. tries.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id)], callers))
        .OrderByDescending(missed => missed.MissedAt).ThenByDescending(missed => missed.CallId);

    private static MissedNow Shown(CallRow[] tries, KnownCallers callers)
    {
        var last = tries[0];
        var claim = tries.FirstOrDefault(row => row.ClaimedById is not null);
        return new MissedNow
        {
            CallId = last.Id,
            MissedAt = last.EndedAt ?? last.StartedAt,
            Status = last.Status,
            Number = last.Number,
            NumberE164 = last.CallerE164,
            CallerName = last.CallerName,
            Line = last.Line,
            Source = last.Source,
            Rang = last.User,
            RangId = last.UserId,
            Tries = tries.Length,
            Clients = callers.Of(last.CallerE164),
            ClaimedById = claim?.ClaimedById,
            ClaimedBy = claim?.ClaimedBy,
            ClaimedAt = claim?.ClaimedAt,
            BranchId = last.BranchId,
        };
    }
}
