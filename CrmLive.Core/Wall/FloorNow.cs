using CrmLive.Core.Agreements;
using CrmLive.Core.Common;

namespace CrmLive.Core.Wall;

/// <summary>What the walls show besides people's numbers and calls going on: agreements of the month, submissions that wait, the day's calls by the hour.</summary>
public sealed record FloorNow
{
    public static FloorNow Nothing { get; } = new();

    public bool Ready { get; init; }
    public bool Failed { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>This month's, the newest first.</summary>
    public ValueList<SignedNow> Signed { get; init; } = [];

    public ValueList<PendingNow> Pending { get; init; } = [];
    public ValueList<HourNow> Hours { get; init; } = [];
}

/// <summary>An agreement signed. Whose it is, is nobody's business in a corridor.</summary>
public sealed record SignedNow(int Id, AgreementKind Kind, string Unit, string Investment, string? Advisor, DateTime At, int BranchId);

/// <summary>Submissions of a branch that nobody has decided on.</summary>
public sealed record PendingNow(int? BranchId, int Count, DateTime Oldest);

/// <summary>Calls of a branch that began in an hour of the office's day.</summary>
public sealed record HourNow(int? BranchId, int Hour, int Answered, int Missed, int Out);
