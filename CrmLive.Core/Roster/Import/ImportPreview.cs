using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Roster.Import;

/// <summary>What a file would come to by a plan. Of each verdict the first rows are shown; all are counted.</summary>
public sealed record ImportPreview
{
    public required ImportPlan Plan { get; init; }

    /// <summary>Why nothing can be read or started, and the limit or line it speaks of.</summary>
    public (string Key, string? Detail)? Fault { get; init; }

    public bool IsText { get; init; }
    public IReadOnlyList<string> Sheets { get; init; } = [];
    public IReadOnlyList<ImportColumn> Columns { get; init; } = [];
    public int Rows { get; init; }
    public IReadOnlyDictionary<RowVerdict, int> Counts { get; init; } = new Dictionary<RowVerdict, int>();

    /// <summary>How many first calls and letters would be planned with the new clients.</summary>
    public int Reachable { get; init; }

    public IReadOnlyList<PreviewRow> Shown { get; init; } = [];

    public int Of(RowVerdict verdict) => Counts.GetValueOrDefault(verdict);

    public bool MayStart => Fault is null && Of(RowVerdict.New) + (Plan.Known == KnownClient.Fill ? Of(RowVerdict.Known) + Of(RowVerdict.Twin) : 0) > 0;
}

/// <summary>A column of the file: its head, what it is taken for, and some of what stands in it.</summary>
public sealed record ImportColumn(string? Head, ImportField Field, IReadOnlyList<string> Examples);

/// <summary>A row as it would be taken.</summary>
public sealed record PreviewRow
{
    public required int Row { get; init; }
    public required RowVerdict Verdict { get; init; }
    public required string Name { get; init; }
    public string? Town { get; init; }
    public string Phones { get; init; } = "";
    public string Emails { get; init; } = "";
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];
    public int? TwinRow { get; init; }

    /// <summary>Whom it is like; without a name where the actor may not see them.</summary>
    public IReadOnlyList<SimilarClient> Known { get; init; } = [];
}
