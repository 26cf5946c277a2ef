using CrmLive.Core.Kpi;

namespace CrmLive.Web.Kpi;

/// <summary>An employee's line as js/plans takes it; numbers are meetings, calls, e-mails, total.</summary>
public sealed record PlanLineTold(int Id, string Name, IReadOnlyList<PlanWeekTold> Weeks)
{
    public static PlanLineTold Of(PlanLine line) => new(line.UserId, line.Name, [.. line.Weeks.Select(week => new PlanWeekTold(week.Version, Numbers(week.Own), Numbers(week.OfRole)))]);

    private static int[]? Numbers(PlanNumbers? plan) => plan is null ? null : [plan.Meetings, plan.Calls, plan.Emails, plan.Total];
}

public sealed record PlanWeekTold(int Version, int[]? Own, int[]? Role);

/// <summary>How a save ended, in the reader's words, and what stands now; without lines nothing could be read.</summary>
public sealed record PlanTold(bool Ok, string Said, IReadOnlyList<PlanLineTold>? Lines);
