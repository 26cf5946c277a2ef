using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Sample;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Hosting;

public static class OfficePreparation
{
    /// <summary>Database, office, clock: all before the first request. False when it cannot be, with the reason told in one sentence.</summary>
    public static async Task<bool> PrepareOfficeAsync(this WebApplication app)
    {
        try
        {
            await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<SampleOffice>().PrepareAsync(CancellationToken.None);
            }

            if (await app.Services.ReadOfficeAsync() is { IsSample: true })
            {
                app.SayHowToEnterTheSample();
            }

            return true;
        }
        catch (DataFault fault)
        {
            await Console.Error.WriteLineAsync($"CrmLive cannot start. {fault.Message}");
            return false;
        }
    }

    private static async Task<OfficeSettings?> ReadOfficeAsync(this IServiceProvider services)
    {
        await using var db = services.GetRequiredService<CrmDb>().Open(Actor.System);
        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleOrDefaultAsync();
        if (office is not null)
        {
            services.GetRequiredService<OfficeClock>().Time = new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById(office.TimeZone));
        }

        return office;
    }
}
