using System.Data.Common;
using System.Globalization;

namespace CrmLive.Core.Data;

/// <summary>Moves the keys of changed rows, within the transaction of the change itself.</summary>
internal static class FindKeyWriter
{
    // PostgreSQL pays a journey for each statement; SQLite allows some thousand parameters.
    private const int RowsAStatement = 64;

    public static async Task WriteAsync(DbConnection connection, DbTransaction transaction, PendingChanges changes, CancellationToken ct)
    {
        foreach (var keys in changes.KeysGone.Chunk(RowsAStatement))
        {
            await RunAsync(connection, transaction, keys,
                """DELETE FROM "FindKeys" WHERE ("Subject", "SubjectId", "Text", "By", "PartId") IN (VALUES """, ")", ct);
        }

        foreach (var keys in changes.KeysNew.Chunk(RowsAStatement))
        {
            await RunAsync(connection, transaction, keys,
                """INSERT INTO "FindKeys" ("Subject", "SubjectId", "Text", "By", "PartId") VALUES """, " ON CONFLICT DO NOTHING", ct);
        }
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, FindKey[] keys, string head, string tail, CancellationToken ct)
    {
        // Numbers stand in the text, so that only what people typed is a parameter.
        var rows = keys.Select((k, i) => string.Create(CultureInfo.InvariantCulture, $"({(int)k.Subject}, {k.SubjectId}, @t{i}, {(int)k.By}, {k.PartId})"));
        await using var command = SqlText.Command(
            connection, transaction, head + string.Join(", ", rows) + tail, [.. Enumerable.Range(0, keys.Length).Select(i => $"t{i}")]);
        command.Set([.. keys.Select(k => k.Text)]);
        await command.ExecuteNonQueryAsync(ct);
    }
}
