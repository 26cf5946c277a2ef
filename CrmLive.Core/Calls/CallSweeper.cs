using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Calls;

/// <summary>C5: no call rings for ever. One without news for long is asked after at its exchange, and ended when nobody knows it any more.</summary>
public sealed partial class CallSweeper(CrmDb crm, CallIntake intake, IEnumerable<IAskableExchange> exchanges, ILogger<CallSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotSweep(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>How many calls it ended.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var ghosts = new List<CallEvent>();
        foreach (var (id, exchange, key) in await SilentAsync(now, ct))
        {
            if (await IsAliveAsync(exchange, key, ct)) continue;
            ghosts.Add(new CallEvent
            {
                Exchange = exchange,
                CallKey = key,
                // A call that came back to life may fall silent again; that is another time-out.
                EventId = string.Create(CultureInfo.InvariantCulture, $"timeout {id} {now:yyyyMMddTHHmmss}"),
                Kind = CallEventKind.TimedOut,
                At = now,
            });
        }
        if (ghosts.Count > 0) await intake.AcceptAsync(Actor.System, ghosts, ct);
        return ghosts.Count;
    }

    private async Task<List<(int Id, string Exchange, string Key)>> SilentAsync(DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var minutes = await db.Set<OfficeSettings>().Select(office => (int?)office.CallTimeoutMinutes).FirstOrDefaultAsync(ct) ?? 30;
        var before = now.AddMinutes(-minutes);
        var rows = await db.Set<Call>().Where(c => (int)c.Status < 4 && c.LastEventAt < before).Select(c => new { c.Id, c.Exchange, c.CallKey }).ToListAsync(ct);
        return rows.ConvertAll(row => (row.Id, row.Exchange, row.CallKey));
    }

    private async Task<bool> IsAliveAsync(string exchange, string key, CancellationToken ct)
    {
        foreach (var asked in exchanges.Where(asked => asked.Exchange == exchange))
        {
            if (await asked.KnowsAsync(key, ct) == true) return true;
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Silent calls could not be looked for; the next minute tries again.")]
    private static partial void CouldNotSweep(ILogger log, Exception fault);
}
