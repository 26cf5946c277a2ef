using CrmLive.Core.Live;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Wall;

public static class WallSetup
{
    public static IServiceCollection AddWall(this IServiceCollection services) => services
        .AddSingleton(WallPermissions.Group)
        .AddSingleton<Pairing>()
        .AddSingleton<ScreenCommands>()
        .AddSingleton<ScreenQueries>()
        .AddSingleton(new SharedView<FloorNow>(FloorNow.Nothing))
        .AddSingleton<FloorView>()
        .AddHostedService(provider => provider.GetRequiredService<FloorView>());
}
