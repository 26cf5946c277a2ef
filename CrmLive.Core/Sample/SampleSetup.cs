using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmLive.Core.Sample;

public static class SampleSetup
{
    /// <summary><see cref="SampleOffice.PrepareAsync"/> is to be called when the database is ready and before the first request; the living day starts with the host.</summary>
    public static IServiceCollection AddSample(this IServiceCollection services, SampleOptions options)
    {
        services.TryAddScoped<IPasswordHasher<User>, PasswordHasher<User>>();
        return services
            .AddSingleton(options)
            .AddScoped<SampleOffice>()
            .AddSingleton<SampleExchange>()
            .AddSingleton<IAskableExchange>(provider => provider.GetRequiredService<SampleExchange>())
            .AddSingleton<IDialingExchange>(provider => provider.GetRequiredService<SampleExchange>())
            .AddHostedService<LivingDay>();
    }
}
