using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Roster;

/// <summary>A client in the list.</summary>
public sealed record RosterRow
{
    public required int Id { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Town { get; init; }
    public string? StatusKey { get; init; }
    public string? StatusName { get; init; }
    public int StatusPosition { get; init; }
    public int? AdvisorId { get; init; }
    public string? Advisor { get; init; }
    public string? AdvisorKey { get; init; }
    public string? Branch { get; init; }
    public string? Source { get; init; }
    public bool IsKey { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? LastContactAt { get; init; }
    public DateTime? NextActivityAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public bool InService { get; init; }
    public required string SearchKey { get; init; }
    public ValueList<string> Phones { get; init; } = [];
    public ValueList<string> Emails { get; init; } = [];
    public ValueList<string> Investments { get; init; } = [];
    public string Name => Client.NameOf(FirstName, LastName, Company);
}

/// <summary>A screenful, and whether there is more behind it.</summary>
public sealed record RosterPage(ValueList<RosterRow> Rows, bool HasMore);

/// <summary>How many there are: of what the filter shows, and of each view within the other filters.</summary>
public sealed record RosterCounts(ValueList<int> OfViews)
{
    public int Of(RosterView view) => OfViews[(int)view];
}

/// <summary>What the filters offer.</summary>
public sealed record RosterChoices(
    IReadOnlyList<Office.DictionaryEntry> Statuses, IReadOnlyList<Choice> Advisors, IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Investments, IReadOnlyList<Choice> Sources);
