using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Core.Wall;

namespace CrmLive.Core.Replay;

/// <summary>Agreements, submissions and the day's calls as <see cref="FloorView"/> would have read them then.</summary>
internal sealed record FloorThen
{
    public required OfficeTime Time { get; init; }
    public required DateOnly Day { get; init; }
    public required Past<Agreement> Agreements { get; init; }
    public required Past<Submission> Submissions { get; init; }
    public required Past<Call> Calls { get; init; }
    public required Past<User> Users { get; init; }
    public required IReadOnlyDictionary<int, string> Units { get; init; }
    public required IReadOnlyDictionary<int, (string Name, int BranchId)> Investments { get; init; }

    public FloorNow At(DateTime moment)
    {
        var day = Time.Day(Day);
        return new()
        {
            Ready = true,
            Day = Day,
            Signed = Agreements.At(moment).Where(IsSigned).OrderByDescending(a => a.SignedAt).ThenByDescending(a => a.Id).Select(a => Of(a, moment)).ToValueList(),
            Pending = Submissions.At(moment).Where(s => s.Status == SubmissionStatus.Pending).GroupBy(s => s.BranchId).OrderBy(g => g.Key)
                .Select(g => new PendingNow(g.Key, g.Count(), g.Min(s => s.ArrivedAt))).ToValueList(),
            Hours = FloorView.ByHour(Calls.At(moment).Where(call => day.Contains(call.StartedAt)).Select(call => (call.StartedAt, call.Direction, call.Status, call.BranchId)), Time),
        };
    }

    /// <summary>When each paper of the month came to be signed, as far as it was on this day.</summary>
    public IEnumerable<(DateTime At, SignedNow Paper)> Signings =>
        from standings in Agreements.Rows
        from first in standings.Where(standing => standing.Row is { } paper && IsSigned(paper)).Take(1)
        where first.From > DateTime.MinValue
        select (first.From, Of(first.Row!, first.From));

    private bool IsSigned(Agreement paper) => !paper.IsOral && paper.Status != AgreementStatus.Cancelled && paper.SignedAt is { } at && Time.Month(Day).Contains(at);

    private SignedNow Of(Agreement paper, DateTime moment)
    {
        var (investment, branch) = Investments.GetValueOrDefault(paper.InvestmentId);
        return new(
            paper.Id, paper.Kind, Units.GetValueOrDefault(paper.UnitId) ?? "", investment ?? "",
            paper.AdvisorId is { } advisor ? Users.At(advisor, moment)?.FullName : null, paper.SignedAt!.Value, branch);
    }
}
