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

    /// <summary>A whole office signs in from one address at nine.</summary>
    public int SignInPerMinute { get; init; } = 60;

    public int WebhookPerSecond { get; init; } = 2000;

    public int FeedPerMinute { get; init; } = 300;

    /// <summary>A screen asks once in ten minutes.</summary>
    public int PairingPerMinute { get; init; } = 20;

    /// <summary>Looking and sending together.</summary>
    public int FormPerMinute { get; init; } = 120;

    public static IServiceCollection AddRateLimits(IServiceCollection services, RateLimits limits) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
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
        limiter.AddPolicy(Form, http => RateLimitPartition.GetFixedWindowLimiter(http.Ip(), _ => new FixedWindowRateLimiterOptions
        {
            Window = TimeSpan.FromMinutes(1),
            PermitLimit = limits.FormPerMinute,
        }));
    });
}
