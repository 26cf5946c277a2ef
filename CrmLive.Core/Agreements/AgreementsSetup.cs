using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Agreements;

public static class AgreementsSetup
{
    public static IServiceCollection AddAgreements(this IServiceCollection services) => services
        .AddSingleton<AgreementQueries>();
}
