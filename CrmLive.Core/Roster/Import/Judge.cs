using CrmLive.Core.Data;

namespace CrmLive.Core.Roster.Import;

/// <summary>Says of each row, in the file's order, what it is. Preview and run ask the same judge, so the one promises what the other does.</summary>
internal sealed class Judge
{
    private readonly Dictionary<string, int> _seen = [];

    /// <param name="office">Whose each number and address of these rows is.</param>
    public Judged Of(ImportRow row, KnownMarks office)
    {
        if (row.Problems.Count > 0)
        {
            // Who is refused makes nobody after them a duplicate.
            return new Judged(row, RowVerdict.Wrong);
        }

        var twin = row.Marks.Select(mark => _seen.TryGetValue(mark, out var number) ? number : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min();
        foreach (var mark in row.Marks)
        {
            _seen.TryAdd(mark, row.Number);
        }

        return twin != int.MaxValue ? new Judged(row, RowVerdict.Twin) { TwinRow = twin }
            : office.Of(row) is { Count: > 0 } known ? new Judged(row, RowVerdict.Known) { Clients = known }
            : new Judged(row, RowVerdict.New);
    }
}

/// <summary>What a row of the file is; stored with rows that made no client.</summary>
public enum RowVerdict { New, Known, Twin, Wrong }

internal sealed record Judged(ImportRow Row, RowVerdict Verdict)
{
    /// <summary>The first row of the file with the same number or address.</summary>
    public int? TwinRow { get; init; }

    /// <summary>Whose number or address it is; more than one when its number is one client's and its address another's.</summary>
    public IReadOnlyList<(int ClientId, FoundBy By)> Clients { get; init; } = [];
}
