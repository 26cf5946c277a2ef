using CrmLive.Core.Common;

namespace CrmLive.Core.Calls;

/// <summary>Everything the online panel shows, as one immutable snapshot for all who watch. A row that has not changed stays the same object from one snapshot to the next.</summary>
public sealed record CallsNow
{
    public static CallsNow Nothing { get; } = new();

    /// <summary>False until the first snapshot has been read from the database: the panel shows its skeleton.</summary>
    public bool Ready { get; init; }

    /// <summary>The last reading failed: the rows are those of before, and reading goes on.</summary>
    public bool Failed { get; init; }

    /// <summary>Going on, newest first.</summary>
    public ValueList<CallNow> Calls { get; init; } = [];

    /// <summary>Who is free, by department (C7).</summary>
    public ValueList<DepartmentNow> Departments { get; init; } = [];

    /// <summary>Missed and not put right yet, newest first.</summary>
    public ValueList<MissedNow> Missed { get; init; } = [];
}
