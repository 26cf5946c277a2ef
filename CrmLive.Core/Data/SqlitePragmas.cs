using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace CrmLive.Core.Data;

/// <summary>Set once per native handle: the pool hands the same handle out again, and every pragma of an open costs as much as a row.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // FULL: what was acknowledged survives a power cut. Groups of events make it cheap.
    // WalKeeper carries the log over beside those who write; should it not keep up, whoever makes it 64 MiB long does it.
    private const string Pragmas =
        """
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 16000;
        """;

    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    public static void Apply(SqliteConnection connection)
    {
        if (Done.TryAdd(connection.Handle!, Pragmas))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
