namespace CrmLive.Core.Roster.Import;

/// <summary>A row of the file with its number as a spreadsheet counts it, so that whoever mends it finds it.</summary>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells);
