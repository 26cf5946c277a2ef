namespace CrmLive.Core.Roster;

/// <summary>Which clients a list shows and in what order; a page keeps it in its address, so that it can be sent to a colleague.</summary>
public sealed record RosterFilter
{
    public string Text { get; init; } = "";
    public RosterView View { get; init; }
    public int? StatusId { get; init; }
    public int? AdvisorId { get; init; }
    public int? BranchId { get; init; }
    public int? InvestmentId { get; init; }
    public int? SourceId { get; init; }
    public bool KeyOnly { get; init; }

    /// <summary>Given to nobody yet.</summary>
    public bool NoAdvisor { get; init; }

    /// <summary>Brought by this import.</summary>
    public int? ImportId { get; init; }

    public RosterSort Sort { get; init; }
    public bool Descending { get; init; }

    public bool IsNarrowed => Text.Length > 0 || StatusId is not null || AdvisorId is not null || BranchId is not null
        || InvestmentId is not null || SourceId is not null || ImportId is not null || KeyOnly || NoAdvisor;
}

/// <summary>The lists everybody keeps coming back to.</summary>
public enum RosterView { InService, Overdue, NoNextStep, Finished, Everybody }

public enum RosterSort { Name, Created, LastContact, NextStep, Status, Advisor, Town }

/// <summary>Where a page begins: after this row, whatever came before it in the meantime.</summary>
public sealed record RosterCursor(string Key, int Id);
