using System.Text.Json;
using CrmLive.Core.Clients.Merging;

namespace CrmLive.Core.Roster.Import;

/// <summary>Why a row was left out, or what it added to a client.</summary>
public sealed record RowTold
{
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];
    public int? TwinRow { get; init; }

    /// <summary>Its number is one client's and its address another's: nobody but a person can say whose it is.</summary>
    public bool TwoClients { get; init; }

    /// <summary>Of a row left out.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>Of a row that was told: fields that were empty before.</summary>
    [System.Text.Json.Serialization.JsonInclude]
    internal IReadOnlyList<ChangedField> Fields { get; init; } = [];

    public IReadOnlyList<string> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<int> Investments { get; init; } = [];

    /// <summary>False for a row that was left out.</summary>
    public bool IsFilled { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static RowTold Of(string json) => JsonSerializer.Deserialize<RowTold>(json)!;
}
