using System.Text.Json;

namespace CrmLive.Core.Clients.Merging;

/// <summary>What a merge did, row by row.</summary>
internal sealed record MergeRecord
{
    /// <summary>Fields of the survivor: name, value before, value after.</summary>
    public List<ChangedField> Fields { get; init; } = [];

    /// <summary>Rows that belonged to the merged client and now belong to the survivor.</summary>
    public List<MovedRow> Moved { get; init; } = [];

    /// <summary>Rows the survivor had already (the same number, address or investment): taken away, and brought back with their ids.</summary>
    public List<RemovedRow> Removed { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this);

    public static MergeRecord Of(string json) => JsonSerializer.Deserialize<MergeRecord>(json)!;
}

internal sealed record ChangedField(string Name, JsonElement Before, JsonElement After);

internal sealed record MovedRow(string Entity, int Id);

internal sealed record RemovedRow(string Entity, Dictionary<string, JsonElement> Values);

/// <summary>What of the card may be taken from the merged client; each stands for the columns that only make sense together.</summary>
public enum MergeField { Name, Company, Town, Status, Advisor, Source, ContactWay, Key, Description, ExternalId }

/// <summary>What an undo could not bring back because somebody changed it since: fields by name, rows by what they are.</summary>
public sealed record MergeUndone(Common.Saved Saved, IReadOnlyList<string> Kept);
