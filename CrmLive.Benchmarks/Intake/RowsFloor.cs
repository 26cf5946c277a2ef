using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CrmLive.Benchmarks.Intake;

/// <summary>
/// What the same rows cost when somebody writes them by hand: whatever rows a run of the intake has added to a database are added to
/// another of the same schema and settings, with one prepared statement a table, a few hundred rows to a transaction. The rows that the
/// intake changed on the way (a call while it goes on) are written once, in their last state, so the floor is a little low.
/// </summary>
public sealed class RowsFloor
{
    private readonly List<TableRows> _tables = [];

    private RowsFloor()
    {
    }

    public int Rows => _tables.Sum(t => t.Rows.Count);

    /// <summary>The rows of <paramref name="after"/> that came since <paramref name="before"/>.</summary>
    public static RowsFloor Read(string before, string after)
    {
        using var now = Open(after, SqliteOpenMode.ReadOnly);
        var floor = new RowsFloor();
        Run(now, $"ATTACH '{before}' AS old");
        // The keys by which rows are found have no numbers: new is what was not there.
        var numberless = Column(now, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1").ToHashSet();
        foreach (var table in Column(now, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'"))
        {
            var rows = RowsOf(now, numberless.Contains(table)
                ? $"SELECT * FROM main.\"{table}\" EXCEPT SELECT * FROM old.\"{table}\""
                : $"SELECT * FROM main.\"{table}\" WHERE rowid > (SELECT coalesce(max(rowid), 0) FROM old.\"{table}\") ORDER BY rowid", out var columns);
            if (rows.Count > 0)
            {
                floor._tables.Add(new TableRows(table, columns, rows));
            }
        }
        return floor;
    }

    /// <summary>Adds the rows to the database in so many transactions; each takes its part of every table.</summary>
    public TimeSpan Write(string file, int transactions)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        // What the application sets, except that nobody checks whether a row's neighbour is there.
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16384;");
        using var inserts = new Inserts(connection, _tables);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < transactions; i++)
        {
            using var transaction = connection.BeginTransaction();
            inserts.Write(transaction, i, transactions);
            transaction.Commit();
        }
        return Stopwatch.GetElapsedTime(start);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static List<string> Column(SqliteConnection connection, string sql) =>
        [.. RowsOf(connection, sql, out _).Select(row => (string)row[0])];

    private static List<object[]> RowsOf(SqliteConnection connection, string sql, out string[] columns)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Table names come from the schema itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant, or a file of our own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
