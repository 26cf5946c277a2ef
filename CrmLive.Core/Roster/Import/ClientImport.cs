using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Roster.Import;

/// <summary>One file of clients on its way into the office. With each chunk of rows it is durable how far it got, so it goes on after any stop.</summary>
public sealed class ClientImport : IJournaled, ILive, IVersioned
{
    public int Id { get; set; }
    public required string FileName { get; set; }
    public DateTime UploadedAt { get; set; }
    public int? UserId { get; set; }
    public string By { get; set; } = "";
    public ImportState State { get; set; }

    /// <summary>JSON of the <see cref="ImportPlan"/>.</summary>
    [NotJournaled]
    public required string Plan { get; set; }

    /// <summary>JSON of the file's own heads, for the report of what was left out.</summary>
    [NotJournaled]
    public string Heads { get; set; } = "[]";

    [NotJournaled]
    public int Rows { get; set; }

    /// <summary>Rows that are settled, whatever became of them.</summary>
    [NotJournaled]
    public int Done { get; set; }

    [NotJournaled]
    public int Created { get; set; }

    /// <summary>Clients known before that were told something new.</summary>
    [NotJournaled]
    public int Filled { get; set; }

    /// <summary>Duplicates that were left alone.</summary>
    [NotJournaled]
    public int Skipped { get; set; }

    [NotJournaled]
    public int Refused { get; set; }

    /// <summary>Of an undo: clients that are gone again.</summary>
    [NotJournaled]
    public int TakenBack { get; set; }

    /// <summary>Of an undo: clients that stay because somebody has worked with them since.</summary>
    [NotJournaled]
    public int Kept { get; set; }

    /// <summary>The last sign of life of whoever runs it; without one for a minute nobody does.</summary>
    [NotJournaled]
    public DateTime? BeatAt { get; set; }

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Imports;
}

/// <summary>Stored, so never renumbered.</summary>
public enum ImportState { Draft = 0, Running = 1, Stopped = 2, Interrupted = 3, Finished = 4, Undoing = 5, UndoInterrupted = 6, Undone = 7 }

/// <summary>The uploaded file, in the database and not on a disk: another node, or the next process, goes on with it. Gone when the import is finished.</summary>
public sealed class ClientImportFile
{
    public int ImportId { get; set; }
    public required byte[] Bytes { get; set; }
}

/// <summary>What became of a row that made no new client: left out with its cells, to be mended, or told to a client, to be taken back.</summary>
public sealed class ClientImportRow
{
    public int Id { get; set; }
    public int ImportId { get; set; }
    public int Row { get; set; }
    public RowVerdict Verdict { get; set; }

    /// <summary>The client it is about.</summary>
    public int? ClientId { get; set; }

    /// <summary>JSON of <see cref="RowTold"/>.</summary>
    public required string Told { get; set; }
}
