using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Documents;

public static class DocumentsSetup
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, ScanOptions scan) => services
        .AddSingleton(scan)
        .AddSingleton<VirusScan>()
        .AddSingleton<DocumentStore>()
        .AddHostedService<HeldDocuments>();
}
