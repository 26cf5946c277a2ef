using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Agreements;

/// <summary>
/// Ends oral reservations when their time is up and moves up whoever is next. Every node looks; the unit's version lets one of them be
/// first, and what ran out while nobody looked ends at once.
/// </summary>
public sealed partial class ReservationClock(CrmDb crm, ILogger<ReservationClock> log) : BackgroundService
{
    internal const string Running = """ "Kind" = 0 AND "Status" = 0""";

    private const string Over = $$"""SELECT * FROM "Agreements" WHERE "ExpiresAt" <= {0} AND {{Running}}""";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotLook(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>On how many units something ran out.</summary>
    public async Task<int> TickAsync(CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        List<int> units;
        await using (var db = crm.Open(Actor.System))
        {
            units = await db.Set<Agreement>().FromSqlRaw(Over, now).Select(a => a.UnitId).Distinct().ToListAsync(ct);
        }

        var settled = 0;
        foreach (var unit in units)
        {
            settled += await SettleAsync(unit, now, ct) ? 1 : 0;
        }

        return settled;
    }

    private async Task<bool> SettleAsync(int unit, DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        if (await UnitDesk.OpenAsync(db, unit, crm.Office.Time, now, ct) is not { Book.Happened.Count: > 0 } desk)
        {
            return false;
        }

        try
        {
            await desk.SaveAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node, or a person, has just been at the unit: the next look finds what is left to do.
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reservations could not be looked through; the next few seconds try again.")]
    private static partial void CouldNotLook(ILogger log, Exception fault);
}
