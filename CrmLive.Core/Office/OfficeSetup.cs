using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Office;

public static class OfficeSetup
{
    public static IServiceCollection AddOffice(this IServiceCollection services) => services
        .AddSingleton(OfficePermissions.Group)
        .AddSingleton<DictionaryQueries>()
        .AddSingleton<OfficeCommands>()
        .AddSingleton<OfficeDays>()
        .AddSingleton<DictionaryCommands>()
        .AddSingleton<SourceCommands>()
        .AddSingleton<OfficeNow>()
        .AddHostedService(provider => provider.GetRequiredService<OfficeNow>());
}
