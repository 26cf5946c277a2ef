namespace CrmLive.Core.Data;

public enum DatabaseKind { Sqlite, Postgres }

/// <summary>Section "Data" of the settings.</summary>
public sealed record DataOptions
{
    /// <summary>Where the database file, the keys, the documents and the recordings live.</summary>
    public string Folder { get; init; } = "data";

    /// <summary>Set it to keep the office in PostgreSQL; empty means the SQLite file in <see cref="Folder"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>How long a statement waits for SQLite while another program holds the file, before it is refused.</summary>
    public int BusySeconds { get; init; } = 30;

    public DatabaseKind Kind => string.IsNullOrWhiteSpace(Postgres) ? DatabaseKind.Sqlite : DatabaseKind.Postgres;

    public string DatabaseFile => Path.Combine(Folder, "crmlive.db");

    public string RecordingsFolder => Path.Combine(Folder, "recordings");

    public string DocumentsFolder => Path.Combine(Folder, "documents");

    public string KeysFolder => Path.Combine(Folder, "keys");
}
