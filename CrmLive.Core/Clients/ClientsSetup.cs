using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Clients;

public static class ClientsSetup
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddSingleton(ClientPermissions.Group)
        .AddSingleton<ClientCommands>()
        .AddSingleton<ClientQueries>()
        .AddSingleton<ClientDocuments>()
        .AddSingleton<ClientConsents>()
        .AddSingleton<ClientMerging>()
        .AddSingleton<Merging.MergeQueries>()
        .AddSingleton<SimilarClients>()
        .AddSingleton<ClientHistory>();
}
