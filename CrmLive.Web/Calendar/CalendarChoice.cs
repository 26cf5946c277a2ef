using CrmLive.Core.Access;
using CrmLive.Core.Activities;

namespace CrmLive.Web.Calendar;

/// <summary>How somebody likes their calendar (A4, A5): kept with the person, so it is the same at every desk.</summary>
public sealed record CalendarChoice
{
    public const string Key = "calendar";

    public static IReadOnlyList<string> Views { get; } = ["dayGridMonth", "timeGridWeek", "timeGridDay", "days", "team"];

    /// <summary>As FullCalendar names it.</summary>
    public string View { get; init; } = "timeGridWeek";

    public Whose Whose { get; init; }

    /// <summary>With <see cref="Whose.Chosen"/>.</summary>
    public IReadOnlyList<int> People { get; init; } = [];

    public IReadOnlyList<ActivityType> Types { get; init; } = [];
    public IReadOnlyList<ActivityStatus> Statuses { get; init; } = [];
    public int? InvestmentId { get; init; }

    /// <summary>One of several, for who sees the whole office.</summary>
    public int? BranchId { get; init; }

    /// <param name="everybody">A team's day shows the team, also to somebody whose own calendar is open otherwise.</param>
    public CalendarFilter ToFilter(Actor me, bool everybody = false) => new()
    {
        People = Whose switch
        {
            Whose.Mine when everybody => [],
            Whose.Mine => [me.UserId ?? 0],
            Whose.Chosen when People.Count > 0 => People,
            _ => [],
        },
        // To a person of one branch all that can be seen is the branch; who sees the whole office asks for their own.
        BranchId = Whose == Whose.Branch ? BranchId ?? me.BranchId : BranchId,
        Types = Types,
        Statuses = Statuses,
        InvestmentId = InvestmentId,
    };
}

public enum Whose { Mine, Chosen, Branch }
