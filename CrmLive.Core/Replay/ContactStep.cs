using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Kpi;

namespace CrmLive.Core.Replay;

/// <summary>A contact that began to count at a moment, or, by minus one, counted no longer.</summary>
internal readonly record struct ContactStep(DateTime At, int UserId, DateOnly Day, Measure Measure, int By)
{
    /// <summary>What each standing of a row adds to the totals, less what the one before it did: the same words the totals themselves are kept by (K11).</summary>
    public static IEnumerable<ContactStep> Of<T>(IReadOnlyList<Standing<T>> standings, OfficeTime time)
        where T : class, IJournaled, ICounted
    {
        List<Contribution> before = [];
        foreach (var (from, row) in standings)
        {
            List<Contribution> now = row is null ? [] : [.. row.Contributions(time).Where(c => c.Measure >= Measure.MeetingContacts)];
            foreach (var step in Steps(from, before, -1).Concat(Steps(from, now, 1)))
            {
                yield return step;
            }

            before = now;
        }
    }

    public Tally Tally => new(Of(Measure.MeetingContacts), Of(Measure.CallContacts), Of(Measure.EmailContacts));

    private int Of(Measure measure) => Measure == measure ? By : 0;

    private static IEnumerable<ContactStep> Steps(DateTime at, List<Contribution> contributions, int by) =>
        contributions.Where(c => c.UserId is not null).Select(c => new ContactStep(at, c.UserId!.Value, c.Day, c.Measure, by));
}
