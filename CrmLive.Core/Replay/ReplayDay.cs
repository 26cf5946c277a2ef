using CrmLive.Core.Calls;
using CrmLive.Core.Wall;

namespace CrmLive.Core.Replay;

public enum ReplayDayKind
{
    /// <summary>Over, and known to its end.</summary>
    Past,

    /// <summary>Known until now.</summary>
    Today,

    Future,

    /// <summary>The office's journal begins later.</summary>
    Before,
}

/// <summary>A day to be played.</summary>
/// <param name="From">Its first moment, and <paramref name="To"/> the first one after it: 23 or 25 hours apart when the clocks change.</param>
/// <param name="Until">How far it is known.</param>
/// <param name="Opens">When the office opens: before that there is little to see.</param>
/// <param name="First">The first day there is anything of.</param>
/// <param name="IsQuiet">Nothing happened on it at all.</param>
public sealed record ReplayDay(
    DateOnly Day, ReplayDayKind Kind, DateTime From, DateTime To, DateTime Until, DateTime Opens, DateOnly First, bool IsQuiet, IReadOnlyList<ReplayMark> Marks);

/// <summary>One moment of it: what a wall showed, and the call panel as this actor may see it.</summary>
/// <param name="Next">When anything is otherwise next; the day's end when nothing is.</param>
public sealed record ReplayMoment(DateTime At, DateTime Next, WallPeople People, WallCalls Calls, WallDeals Deals, WallHours Hours, CallsNow Panel);
