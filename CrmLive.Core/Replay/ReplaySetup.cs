using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Replay;

public static class ReplaySetup
{
    public static IServiceCollection AddReplay(this IServiceCollection services) => services.AddSingleton<ReplayQueries>();
}
