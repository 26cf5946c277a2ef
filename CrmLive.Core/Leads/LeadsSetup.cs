using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Leads;

public static class LeadsSetup
{
    public static IServiceCollection AddLeads(this IServiceCollection services) => services
        .AddSingleton(LeadPermissions.Group)
        .AddSingleton<LeadIntake>()
        .AddSingleton<LeadQueries>();
}
