using System.Text.Json;
using CrmLive.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Commits one group of arrivals, all or nothing; when one of them is what the database chokes on, finds it and keeps the rest.</summary>
internal sealed partial class GroupWriter(CrmDb crm, OfficeDirectory directory, ILogger log)
{
    private readonly CallFiles _files = new();

    /// <summary>Never throws: each arrival bears its own outcome.</summary>
    public async Task WriteAsync(ReadOnlyMemory<Arrival> arrivals)
    {
        try
        {
            await CommitAsync(arrivals);
        }
        catch (Exception fault) when (!IsOfOneEvent(fault))
        {
            CouldNotCommit(log, arrivals.Length, fault);
            foreach (var arrival in arrivals.Span) arrival.Failure = fault;
        }
        catch (Exception fault) when (arrivals.Length == 1)
        {
            RefusedByDatabase(log, arrivals.Span[0].Event.EventId, fault);
            arrivals.Span[0].Refused = "The database does not take this event.";
        }
        catch (Exception)
        {
            await WriteAsync(arrivals[..(arrivals.Length / 2)]);
            await WriteAsync(arrivals[(arrivals.Length / 2)..]);
        }
    }

    private async Task CommitAsync(ReadOnlyMemory<Arrival> arrivals)
    {
        var listing = await directory.ListingAsync(CancellationToken.None);
        await using var write = await crm.BeginDirectAsync(CancellationToken.None);
        if (crm.Kind == DatabaseKind.Postgres)
        {
            // Two nodes folding one call at once would each miss the other's event.
            await write.Command("SELECT pg_advisory_xact_lock(7106)").ExecuteNonQueryAsync();
        }

        var group = new Group(write, crm.Kind, listing, _files);
        await group.TakeAsync(arrivals);
        await write.CommitAsync(CancellationToken.None);
        group.Committed();
    }

    // Only what lies in an event's own content may refuse it for good. Full, locked, gone, or anything unforeseen: the sender keeps it and tries again.
    private static bool IsOfOneEvent(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteTooBig or SqliteConstraint or SqliteMismatch or SqliteRange,
        PostgresException postgres => postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        JsonException => true,
        _ => false,
    };

    private const int SqliteTooBig = 18, SqliteConstraint = 19, SqliteMismatch = 20, SqliteRange = 25;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} call events could not be kept; their senders were told so.")]
    private static partial void CouldNotCommit(ILogger log, int count, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The call event {EventId} was refused by the database.")]
    private static partial void RefusedByDatabase(ILogger log, string eventId, Exception fault);
}
