using System.Threading.RateLimiting;
using CrmLive.Web.Account;

namespace CrmLive.Web.Hosting;

/// <summary>Settings "Limits": how often one address may try what is open to strangers.</summary>
public sealed record RateLimits
{
    /// <summary>Policy of sign-in, second step and first run; only attempts count, not looking at the page.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Policy of the exchange's webhook.</summary>
    public const string Webhook = "webhook";

    /// <summary>Policy of subscribed calendars: somebody who guesses at addresses comes not far.</summary>
    public const string Feed = "feed";

    /// <summary>Policy of screens that ask for a code.</summary>
    public const string Pairing = "pairing";

    /// <summary>Policy of broker forms and pages; one office of brokers is one address.</summary>
    public const string Form = "form";

    /// <summary>Policy of the HTTP API: by token, and by address for whoever has none.</summary>
    public const string Api = "api";

    /// <summary>A whole office signs in from one address at nine.</summary>
    public int SignInPerMinute { get; init; } = 60;

    public int WebhookPerSecond { get; init; } = 2000;

    public int FeedPerMinute { get; init; } = 300;

    /// <summary>A screen asks once in ten minutes.</summary>
    public int PairingPerMinute { get; init; } = 20;

    /// <summary>Looking and sending together.</summary>
    public int FormPerMinute { get; init; } = 120;

    public int ApiPerMinute { get; init; } = 600;

    public static IServiceCollection AddRateLimits(IServiceCollection services, RateLimits limits) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return new ValueTask(context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SaysTooMany>()?.Say(context.HttpContext) ?? Task.CompletedTask);
        };
        limiter.AddPolicy(SignIn, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(http.Ip(), _ => new SlidingWindowRateLimiterOptions
            {
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                PermitLimit = limits.SignInPerMinute,
            })
            : RateLimitPartition.GetNoLimiter<string?>(null));
        limiter.AddPolicy(Webhook, http => RateLimitPartition.GetFixedWindowLimiter(http.Ip(), _ => new FixedWindowRateLimiterOptions
        {
            Window = TimeSpan.FromSeconds(1),
            PermitLimit = limits.WebhookPerSecond,
        }));
        limiter.AddPolicy(Feed, http => RateLimitPartition.GetFixedWindowLimiter(http.Ip(), _ => new FixedWindowRateLimiterOptions
        {
            Window = TimeSpan.FromMinutes(1),
            PermitLimit = limits.FeedPerMinute,
        }));
        limiter.AddPolicy(Pairing, http => RateLimitPartition.GetFixedWindowLimiter(http.Ip(), _ => new FixedWindowRateLimiterOptions
        {
            Window = TimeSpan.FromMinutes(1),
            PermitLimit = limits.PairingPerMinute,
        }));
        limiter.AddPolicy(Api, http => RateLimitPartition.GetFixedWindowLimiter(http.User.FindFirst(SessionClaims.Token)?.Value ?? http.Ip(), _ => new FixedWindowRateLimiterOptions
        {
            Window = TimeSpan.FromMinutes(1),
            PermitLimit = limits.ApiPerMinute,
        }));
        limiter.AddPolicy(Form, http => RateLimitPartition.GetFixedWindowLimiter(http.Ip(), _ => new FixedWindowRateLimiterOptions
        {
            Window = TimeSpan.FromMinutes(1),
            PermitLimit = limits.FormPerMinute,
        }));
    });
}

/// <summary>At an endpoint: how it says that too much was asked of it.</summary>
public sealed record SaysTooMany(Func<HttpContext, Task> Say);
