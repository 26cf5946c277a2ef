using System.Text.Json.Serialization;
using CrmLive.Core.Access;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Hubs;

public static class HubsSetup
{
    public static IServiceCollection AddHubs(this IServiceCollection services)
    {
        services.AddSignalR()
            .AddHubOptions<LiveHub>(hub => hub.AddFilter<TellsWhatIsRefused>())
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()))
            .AddMessagePackProtocol(pack => pack.SerializerOptions = pack.SerializerOptions.WithResolver(
                CompositeResolver.Create(ValueListFormat.Resolver, pack.SerializerOptions.Resolver)));
        return services
            .AddSingleton<CallsBroadcast>()
            .AddSingleton<KpiBroadcast>()
            .AddHostedService(provider => provider.GetRequiredService<CallsBroadcast>())
            .AddHostedService(provider => provider.GetRequiredService<KpiBroadcast>());
    }

    public static void MapHubs(this WebApplication app) => app.MapHub<LiveHub>(LiveHub.Address);
}

/// <summary>A program learns which permission it lacks; any other failure stays "an error", as the framework has it.</summary>
internal sealed class TellsWhatIsRefused : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (AccessRefused refused)
        {
            throw new HubException(refused.Message);
        }
    }
}
