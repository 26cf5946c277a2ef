using CrmLive.Core.Clients;

namespace CrmLive.Core.Roster.Import;

/// <summary>A row as the plan reads it: whom it would make a client of, or what is wrong with it.</summary>
internal sealed record ImportRow
{
    public required int Number { get; init; }
    public required IReadOnlyList<string> Cells { get; init; }
    public required NewClient Card { get; init; }
    public IReadOnlyList<(string Raw, string E164)> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<int> InvestmentIds { get; init; } = [];
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];

    /// <summary>By what a person is known again; a number never looks like an address.</summary>
    public IEnumerable<string> Marks => Phones.Select(p => p.E164).Concat(Emails.Select(ClientCommands.Fold));
}

/// <summary>What is wrong with one cell; the key is put into words beside it.</summary>
/// <param name="Column">From 0 as in the file; -1 is the row as a whole.</param>
public sealed record CellProblem(int Column, string Key, string Cell);
