using CrmLive.Core.Common;

namespace CrmLive.Core.Activities;

/// <summary>When an activity takes place: the moments, and the wall time they were said in.</summary>
internal sealed record PlannedTime(DateTime StartsAt, DateTime EndsAt, string LocalStart)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public const string Wall = "yyyy-MM-ddTHH:mm";

    /// <param name="was">The activity as it stands: a wall time that was not touched keeps its moment, which within the hour that comes twice only the row knows.</param>
    public static PlannedTime? Read(OfficeTime time, ActivityType type, DateTime start, DateTime? end, Activity? was, List<Problem> problems)
    {
        var local = WallOf(time, start);
        if (IsSkipped(time, start) || (end is { } ends && IsSkipped(time, ends)))
        {
            problems.Add(new(nameof(ActivityDraft.Start), ActivityProblem.TimeSkipped));
            return null;
        }

        var wall = Text(local);
        var startsAt = start.Kind != DateTimeKind.Utc && was is { StartsAt: { } known } && was.LocalStart == wall && Text(time.ToLocal(known)) == wall
            ? known
            : MomentOf(time, start);
        var endsAt = end is null ? startsAt + type.UsualLength : MomentOf(time, end.Value);
        if (endsAt <= startsAt && end is { Kind: not DateTimeKind.Utc } twice && time.Zone.IsAmbiguousTime(twice))
        {
            endsAt += time.Zone.GetAmbiguousTimeOffsets(twice) is var offsets ? offsets.Max() - offsets.Min() : TimeSpan.Zero;
        }

        if (endsAt < startsAt)
        {
            problems.Add(new(nameof(ActivityDraft.End), ActivityProblem.EndBeforeStart));
        }
        else if (endsAt - startsAt > Longest)
        {
            problems.Add(new(nameof(ActivityDraft.End), ActivityProblem.LastsTooLong));
        }

        return new PlannedTime(startsAt, endsAt, wall);
    }

    public static string Text(DateTime local) => local.ToString(Wall, null);

    public static DateTime MomentOf(OfficeTime time, DateTime said) => said.Kind == DateTimeKind.Utc ? said : time.ToUtc(said);

    private static bool IsSkipped(OfficeTime time, DateTime said) => said.Kind != DateTimeKind.Utc && time.Zone.IsInvalidTime(said);

    private static DateTime WallOf(OfficeTime time, DateTime said) => said.Kind == DateTimeKind.Utc ? time.ToLocal(said) : said;
}
