namespace CrmLive.Core.Data;

public enum DatabaseKind { Sqlite, Postgres }

/// <summary>Section "Data" of the settings.</summary>
public sealed record DataOptions
{
    /// <summary>Where the database file, the keys and the recordings live.</summary>
    public string Folder { get; init; } = "data";

    /// <summary>Set it to keep the office in PostgreSQL; empty means the SQLite file in <see cref="Folder"/>.</summary>
    public string? Postgres { get; init; }

    public DatabaseKind Kind => string.IsNullOrWhiteSpace(Postgres) ? DatabaseKind.Sqlite : DatabaseKind.Postgres;

    public string DatabaseFile => Path.Combine(Folder, "crmlive.db");

    public string RecordingsFolder => Path.Combine(Folder, "recordings");

    public string KeysFolder => Path.Combine(Folder, "keys");
}
