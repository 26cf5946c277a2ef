using System.Data.Common;

namespace CrmLive.Core.Data;

/// <summary>Asks the database whether it takes a write right now, and the disk whether it will take the next ones.</summary>
public sealed class DatabaseHealth(CrmDb crm)
{
    private const long LittleRoom = 200L << 20;

    /// <summary>Null when all is well, else one sentence without names, paths or secrets. Throws what the database throws.</summary>
    public async Task<string?> ComplaintAsync(CancellationToken ct)
    {
        await crm.Gate.EnterAsync(ct);
        try
        {
            await using var connection = await crm.ConnectAsync(ct);
            if (crm.Kind == DatabaseKind.Postgres)
            {
                return await ScalarAsync(connection, "SHOW transaction_read_only", ct) is "off" ? null : "The database takes no writes.";
            }

            // Takes the one writer's lock and gives it back: a database held by another program, or read-only, refuses here.
            await ScalarAsync(connection, "BEGIN IMMEDIATE", ct);
            await ScalarAsync(connection, "ROLLBACK", ct);
        }
        finally
        {
            crm.Gate.Leave();
        }

        return new DriveInfo(Path.GetFullPath(crm.Options.Folder)).AvailableFreeSpace < LittleRoom ? "The disk of the data folder is nearly full." : null;
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = SqlText.Command(connection, null, sql);
        command.CommandTimeout = 5;
        return await command.ExecuteScalarAsync(ct);
    }
}
