using CrmLive.Core.Roster.Import;
using CrmLive.Core.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmLive.Core.Roster;

public static class RosterSetup
{
    public static IServiceCollection AddRoster(this IServiceCollection services)
    {
        services.TryAddSingleton<OwnChoices>();
        return services
            .AddSingleton<RosterQueries>()
            .AddSingleton<RosterExport>()
            .AddSingleton<HandOver>()
            .AddSingleton<ImportDesk>()
            .AddSingleton<ImportQueries>()
            .AddSingleton<ImportReport>()
            .AddSingleton<ImportRunner>()
            .AddHostedService(room => room.GetRequiredService<ImportRunner>());
    }
}
