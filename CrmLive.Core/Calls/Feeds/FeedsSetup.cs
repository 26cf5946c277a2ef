using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Telephony.Webhook;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Core.Calls.Feeds;

public static class FeedsSetup
{
    /// <summary>The feeds of the office, each switched on in the settings, and click-to-call through them.</summary>
    public static IServiceCollection AddCallFeeds(this IServiceCollection services, AsteriskOptions asterisk, WebhookOptions webhook) => services
        .AddSingleton(asterisk)
        .AddSingleton<AsteriskFeed>()
        .AddSingleton<IAskableExchange>(services => services.GetRequiredService<AsteriskFeed>())
        .AddSingleton<IDialingExchange>(services => services.GetRequiredService<AsteriskFeed>())
        .AddHostedService(services => services.GetRequiredService<AsteriskFeed>())
        .AddSingleton<ClickToCall>()
        .AddSingleton(webhook)
        .AddSingleton<WebhookKeys>()
        .AddSingleton<WebhookFeed>()
        .AddSingleton<TelephonyCommands>();
}
