using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Data;

/// <summary>
/// Carries SQLite's log over into the database beside those who write. Left to SQLite the unlucky save that fills the log does it, with the one writer's
/// place in its hand: an import would carry the same pages over at every chunk, and a ringing call would wait for it.
/// </summary>
public sealed partial class WalKeeper(CrmDb crm, ILogger<WalKeeper> log) : BackgroundService
{
    private const long WorthIt = 4L << 20;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (crm.Kind != DatabaseKind.Sqlite)
        {
            return;
        }

        using var timer = new PeriodicTimer(Pace, crm.Clock);
        var carried = 0L;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // The file keeps its length when its pages are carried over: it is written from its beginning again, and only a later time says so.
                var wal = new FileInfo(crm.Options.DatabaseFile + "-wal");
                if (wal.Exists && wal.Length >= WorthIt && wal.LastWriteTimeUtc.Ticks != carried)
                {
                    carried = wal.LastWriteTimeUtc.Ticks;
                    await using var connection = await crm.ConnectAsync(stoppingToken);
                    await using var carry = SqlText.Command(connection, null, "PRAGMA wal_checkpoint(PASSIVE)");
                    await carry.ExecuteNonQueryAsync(stoppingToken);
                }
            }
            catch (DbException fault)
            {
                // What is in the log is as durable as what is in the database, and SQLite carries it over itself when it grows long.
                CouldNotCarry(log, fault.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of the database could not be carried over ({Fault}); it is tried again after the next save.")]
    private static partial void CouldNotCarry(ILogger log, string fault);
}
