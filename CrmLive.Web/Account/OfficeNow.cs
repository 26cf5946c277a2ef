using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Account;

/// <summary>The office's settings as they are now, for whoever needs them at every request; the office's clock follows them.</summary>
public sealed class OfficeNow(CrmDb crm, ILiveBus bus, OfficeClock clock) : BackgroundService
{
    private readonly LiveSubscription _rings = bus.Subscribe(LiveTopic.Office);
    private volatile OfficeSettings? _current;

    /// <summary>Null until the first run has made the office.</summary>
    public OfficeSettings? Current => _current;

    public async Task<OfficeSettings?> ReadAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (office is not null && office.TimeZone != clock.Time.Zone.Id)
        {
            clock.Time = new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById(office.TimeZone));
        }

        return _current = office;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _rings.ReadBatchAsync(stoppingToken);
            await ReadAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        _rings.Dispose();
        base.Dispose();
    }
}
