using System.Text.Json;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony.Asterisk;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CrmLive.Web.Hosting;

/// <summary>/health/live: the process answers. /health/ready: it can do its work; an exchange that is away degrades it and does not take it out of service.</summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseHealth>().AddSingleton<DatabaseCheck>();
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(10))
            .AddCheck<IntakeCheck>("intake")
            .AddCheck<ExchangeCheck>("exchange");
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // Names and states only: whoever may ask this is nobody in particular.
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new
        {
            Status = report.Status.ToString(),
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { Status = entry.Value.Status.ToString(), entry.Value.Description }),
        },
        JsonSerializerOptions.Web);
}

internal sealed class DatabaseCheck(DatabaseHealth database, TimeProvider clock) : IHealthCheck
{
    // Anybody may ask, and each look takes the writer's turn.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private long _wellAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_wellAt != 0 && clock.GetElapsedTime(_wellAt) < Fresh)
        {
            return HealthCheckResult.Healthy();
        }

        try
        {
            if (await database.ComplaintAsync(cancellationToken) is { } complaint)
            {
                return HealthCheckResult.Degraded(complaint);
            }

            _wellAt = clock.GetTimestamp();
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault)
        {
            // The exception's own words may hold a host, a path or a user; they are in the log.
            return HealthCheckResult.Unhealthy("The database takes no writes.", fault);
        }
    }
}

internal sealed class IntakeCheck(CallIntake intake) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(intake.IsTaking ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The call intake has stopped."));
}

internal sealed class ExchangeCheck(AsteriskFeed feed) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(feed.State.Connection switch
        {
            AsteriskConnection.Off => HealthCheckResult.Healthy("Switched off."),
            AsteriskConnection.Connected => HealthCheckResult.Healthy(),
            AsteriskConnection.Refused => HealthCheckResult.Degraded("The exchange does not accept CrmLive's user or secret."),
            _ => HealthCheckResult.Degraded("The exchange is not connected."),
        });
}
