using System.Data.Common;

namespace CrmLive.Core.Data;

/// <summary>The little that hand-written SQL needs, the same for both databases.</summary>
internal static class SqlText
{
    public static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            // With its prefix SQLite finds it at once; without, it tries three prefixes at every execution.
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Values in the order the parameters were named.</summary>
    public static void Set(this DbCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
