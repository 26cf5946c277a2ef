using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Agreements;

public static class AgreementsSetup
{
    public static IServiceCollection AddAgreements(this IServiceCollection services) => services
        .AddSingleton(AgreementPermissions.Group)
        .AddSingleton<AgreementCommands>()
        .AddSingleton<AgreementQueries>()
        .AddSingleton<UnitCommands>()
        .AddSingleton<UnitQueries>()
        .AddSingleton<OfferCommands>()
        .AddSingleton<OfferQueries>()
        .AddHostedService<ReservationClock>();
}
