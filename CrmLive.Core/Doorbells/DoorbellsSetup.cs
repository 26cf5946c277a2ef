using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Doorbells;

public static class DoorbellsSetup
{
    public static IServiceCollection AddDoorbells(this IServiceCollection services) => services
        .AddSingleton<DoorbellFilter>()
        .AddSingleton<CatchUp>();
}
