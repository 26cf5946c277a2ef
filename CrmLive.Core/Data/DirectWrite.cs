using System.Data.Common;
using CrmLive.Core.Common;

namespace CrmLive.Core.Data;

/// <summary>Hand-written statements in one transaction, with the journal, totals and doorbells of every other change. Disposed without commit it leaves nothing.</summary>
public sealed class DirectWrite : IAsyncDisposable
{
    private readonly CrmDb _crm;
    private readonly DbTransaction _transaction;
    private readonly List<DbCommand> _commands = [];

    internal DirectWrite(CrmDb crm, DbConnection connection, DbTransaction transaction)
    {
        _crm = crm;
        Connection = connection;
        _transaction = transaction;
    }

    public DbConnection Connection { get; }

    public PendingChanges Changes { get; } = new();

    /// <summary>For what the changed rows contribute to the totals.</summary>
    public OfficeTime OfficeTime => _crm.Office.Time;

    /// <summary>A statement of this transaction; the same text and named parameters fit both databases. Lives until the transaction ends.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = SqlText.Command(Connection, _transaction, sql, parameters);
        _commands.Add(command);
        return command;
    }

    /// <summary>After this has returned everything is durable and announced.</summary>
    public async Task<long> CommitAsync(CancellationToken ct)
    {
        var seq = await ChangeWriter.WriteAsync(Connection, _transaction, Changes, _crm.Kind, ct);
        await _transaction.CommitAsync(ct);
        _crm.Bus.Publish(Changes.Rings(seq));
        return seq;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var command in _commands)
            {
                await command.DisposeAsync();
            }

            await _transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
        finally
        {
            _crm.Gate.Leave();
        }
    }
}
