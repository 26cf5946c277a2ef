using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Sample;
using CrmLive.Core.Users;
using CrmLive.Web.Account;

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

            await app.Services.GetRequiredService<NewPermissions>().GiveAsync(CancellationToken.None);
            var office = await app.Services.GetRequiredService<OfficeNow>().ReadAsync(CancellationToken.None);
            if (office is null)
            {
                app.SayHowToBegin();
            }
            else
            {
                app.Services.GetRequiredService<SetupCode>().Forget();
            }

            if (office is { IsSample: true })
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
}
