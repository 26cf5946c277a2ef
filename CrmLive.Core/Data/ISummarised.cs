using CrmLive.Core.Live;

namespace CrmLive.Core.Data;

/// <summary>A row of which another row keeps a fact (a client's next step): brought up to date in the same transaction, whatever changed the row.</summary>
public interface ISummarised
{
    IEnumerable<(Summary Summary, int Id)> Summaries { get; }
}

/// <summary>How a row's kept facts are found again from the rows they speak of; each statement knows <c>@Id</c> and the moment of the save as <c>@At</c>, and returns a row if it changed one.</summary>
public sealed record Summary(string Table, LiveTopic Topic, params IReadOnlyList<string> Statements)
{
    /// <summary>Asked of <c>@Id</c> when a new row joins it: without an answer it takes none any more, and the save is undone.</summary>
    public string? Takes { get; init; }
}
