using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Office;

/// <summary>The office's settings as they are now, for whoever needs them at every request; the office's clock follows them on every node.</summary>
public sealed partial class OfficeNow : BackgroundService
{
    private readonly CrmDb _crm;
    private readonly ILogger<OfficeNow> _log;
    private readonly LiveSubscription _rings;
    private readonly SemaphoreSlim _reading = new(1);
    private volatile OfficeSettings? _current;

    public OfficeNow(CrmDb crm, ILogger<OfficeNow> log)
    {
        (_crm, _log) = (crm, log);
        // Watch from the beginning: what changes between the first reading and the start of the host would be lost.
        _rings = crm.Bus.Subscribe(LiveTopic.Office);
    }

    /// <summary>Null until the first run has made the office.</summary>
    public OfficeSettings? Current => _current;

    public async Task<OfficeSettings?> ReadAsync(CancellationToken ct)
    {
        // One after the other: a reading that began earlier must not put its older news over a later one's.
        await _reading.WaitAsync(ct);
        try
        {
            await using var db = _crm.Open(Actor.System);
            var office = await db.Set<OfficeSettings>().AsNoTracking().SingleOrDefaultAsync(ct);
            if (office is not null)
            {
                _crm.Office.Time = await db.OfficeTimeAsync(office, ct);
            }

            return _current = office;
        }
        finally
        {
            _reading.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _rings.ReadBatchAsync(stoppingToken);
            await FollowAsync(stoppingToken);
        }
    }

    /// <summary>A database that does not answer must not end the host, and a change once announced must not be missed for it.</summary>
    private async Task FollowAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await ReadAsync(ct);
                return;
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                CouldNotRead(_log, fault);
                await Task.Delay(TimeSpan.FromSeconds(1), _crm.Clock, ct);
            }
        }
    }

    public override void Dispose()
    {
        _rings.Dispose();
        _reading.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The office's settings changed and could not be read; they are tried again.")]
    private static partial void CouldNotRead(ILogger log, Exception fault);
}
