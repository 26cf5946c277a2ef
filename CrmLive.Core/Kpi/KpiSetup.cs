using CrmLive.Core.Live;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Kpi;

public static class KpiSetup
{
    public static IServiceCollection AddKpi(this IServiceCollection services) => services
        .AddSingleton(KpiPermissions.Group)
        .AddSingleton<KpiQueries>()
        .AddSingleton<CoverageQueries>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<PlanQueries>()
        .AddSingleton<PlanCommands>()
        .AddSingleton<WeightCommands>()
        .AddSingleton(new SharedView<KpiNow>(KpiNow.Nothing))
        .AddSingleton<KpiView>()
        .AddHostedService(provider => provider.GetRequiredService<KpiView>());
}
