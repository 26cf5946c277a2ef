using System.Collections.Concurrent;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Roster.Import;

/// <summary>Runs imports and their undoing apart from the page that asked, and says of those nobody runs any more that they were interrupted.</summary>
public sealed partial class ImportRunner(CrmDb crm, ILogger<ImportRunner> log, IClientWelcome? welcome = null) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, Task> _running = [];

    /// <summary>Once for each import, however often it is asked; where two nodes do it, the version of the row lets one of them write.</summary>
    internal Task Start(Actor actor, int importId) =>
        _running.GetOrAdd(importId, id => Task.Run(() => GuardedAsync(actor with { Channel = ActorChannel.Import }, id)));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // In SQLite nobody else can be at it: what is running now was running when the process before this one ended.
        await InterruptAsync(crm.Kind == DatabaseKind.Sqlite, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await InterruptAsync(false, stoppingToken);
                await new ImportShelf(crm).TidyAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotTidy(log, fault.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stop.Dispose();
        base.Dispose();
    }

    private async Task GuardedAsync(Actor actor, int id)
    {
        try
        {
            await RunAsync(actor, id, _stop.Token);
        }
        catch (Exception fault)
        {
            // Never what the fault says: it may quote the file.
            Stopped(log, id, fault.GetType().Name);
            await SayInterruptedAsync(id);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    internal async Task RunAsync(Actor actor, int id, CancellationToken ct)
    {
        if (await StateAsync(id, ct) == ImportState.Running)
        {
            await new ImportPass(crm, welcome).RunAsync(actor, id, ct);
        }
        else if (await StateAsync(id, ct) == ImportState.Undoing)
        {
            await new UndoPass(crm).RunAsync(actor, id, ct);
        }
    }

    private async Task<ImportState> StateAsync(int id, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return await db.Set<ClientImport>().Where(i => i.Id == id).Select(i => i.State).SingleAsync(ct);
    }

    /// <param name="all">Else those without a sign of life for a minute.</param>
    internal async Task InterruptAsync(bool all, CancellationToken ct)
    {
        var before = crm.Clock.GetUtcNow().UtcDateTime - Pace;
        await using var db = crm.Open(Actor.System);
        var imports = await db.Set<ClientImport>()
            .Where(i => (i.State == ImportState.Running || i.State == ImportState.Undoing) && (all || i.BeatAt < before)).ToListAsync(ct);
        foreach (var import in imports.Where(import => !_running.ContainsKey(import.Id)))
        {
            import.State = import.State == ImportState.Undoing ? ImportState.UndoInterrupted : ImportState.Interrupted;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It lives after all, or another node has said so.
        }
    }

    private async Task SayInterruptedAsync(int id)
    {
        try
        {
            _running.TryRemove(id, out _);
            await using var db = crm.Open(Actor.System);
            var import = await db.Set<ClientImport>().SingleAsync(i => i.Id == id);
            import.State = import.State switch
            {
                ImportState.Running => ImportState.Interrupted,
                ImportState.Undoing => ImportState.UndoInterrupted,
                var other => other,
            };
            await db.SaveChangesAsync();
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or DbUpdateException or ObjectDisposedException)
        {
            // The next start, or the next minute, says it.
            Stopped(log, id, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} was interrupted: {Fault}. What was settled is kept; it can be continued or undone.")]
    private static partial void Stopped(ILogger log, int import, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Imports could not be looked after ({Fault}); the next minute tries again.")]
    private static partial void CouldNotTidy(ILogger log, string fault);
}
