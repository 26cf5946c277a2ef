using CrmLive.Core.Roster.Import;

namespace CrmLive.Web.Import;

/// <summary>How states and verdicts are told apart at a glance; the word goes with each.</summary>
internal static class ImportLook
{
    public static string Tone(ImportState state) => state switch
    {
        ImportState.Finished => "good",
        ImportState.Running or ImportState.Undoing => "talking",
        ImportState.Stopped or ImportState.Interrupted or ImportState.UndoInterrupted => "waiting",
        _ => "off",
    };

    public static string Tone(RowVerdict verdict) => verdict switch
    {
        RowVerdict.New => "good",
        RowVerdict.Wrong => "bad",
        _ => "waiting",
    };

    public static string Icon(RowVerdict verdict) => verdict switch
    {
        RowVerdict.New => "icon-client-add",
        RowVerdict.Wrong => "icon-failed",
        _ => "icon-clients",
    };

    /// <summary>A column by its head, or as a spreadsheet calls it: C, AB.</summary>
    public static string NameOf(ImportColumn column, int at) => string.IsNullOrWhiteSpace(column.Head)
        ? at < 26 ? $"{(char)('A' + at)}" : $"{(char)('A' + at / 26 - 1)}{(char)('A' + at % 26)}"
        : column.Head.Trim();
}
