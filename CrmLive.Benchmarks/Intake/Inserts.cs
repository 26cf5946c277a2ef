using Microsoft.Data.Sqlite;

namespace CrmLive.Benchmarks.Intake;

/// <summary>The rows to add to one table.</summary>
internal sealed record TableRows(string Table, string[] Columns, IReadOnlyList<object[]> Rows);

/// <summary>One prepared INSERT for each table.</summary>
internal sealed class Inserts : IDisposable
{
    private readonly List<(SqliteCommand Command, TableRows Table)> _inserts = [];

    public Inserts(SqliteConnection connection, IEnumerable<TableRows> tables)
    {
        foreach (var table in tables)
        {
            var command = connection.CreateCommand();
            var columns = string.Join(", ", table.Columns.Select(c => $"\"{c}\""));
            var values = string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"));
#pragma warning disable CA2100 // Names come from the schema itself.
            command.CommandText = $"INSERT INTO \"{table.Table}\" ({columns}) VALUES ({values})";
#pragma warning restore CA2100
            for (var i = 0; i < table.Columns.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
            }
            _inserts.Add((command, table));
        }
    }

    /// <summary>Writes one of <paramref name="parts"/> equal parts of every table.</summary>
    public void Write(SqliteTransaction transaction, int part, int parts)
    {
        foreach (var (command, table) in _inserts)
        {
            command.Transaction = transaction;
            var end = (int)((long)table.Rows.Count * (part + 1) / parts);
            for (var row = (int)((long)table.Rows.Count * part / parts); row < end; row++)
            {
                for (var i = 0; i < table.Columns.Length; i++)
                {
                    command.Parameters[i].Value = table.Rows[row][i];
                }
                command.ExecuteNonQuery();
            }
        }
    }

    public void Dispose() => _inserts.ForEach(i => i.Command.Dispose());
}
