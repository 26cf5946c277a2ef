using CrmLive.Core.Common;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CrmLive.Web.Hosting;

/// <summary>Section "Telemetry" of the settings.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Address of an OTLP collector, as http://127.0.0.1:4317; empty sends nothing anywhere. OTEL_EXPORTER_OTLP_ENDPOINT says the same.</summary>
    public string? Otlp { get; init; }

    public string ServiceName { get; init; } = "crmlive";
}

public static class Telemetry
{
    // The circuits, connections and requests that the framework counts itself, beside our own.
    private static readonly string[] FrameworkMeters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Lifecycle", "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime",
    ];

    /// <summary>Without a collector nothing is collected: what nobody reads must not cost a thousand screens anything.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();
        var collector = options.Otlp is { Length: > 0 } own ? own : configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrWhiteSpace(collector))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName))
            .WithMetrics(metrics => metrics
                .AddMeter([Meters.Name, .. FrameworkMeters])
                .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(collector)))
            .WithTracing(traces => traces
                .AddSource(Meters.Name, "Npgsql")
                // A path may hold a broker's key and a query somebody's name: spans are named by the route.
                .AddAspNetCoreInstrumentation(web => web.EnrichWithHttpRequest = (span, _) => span.SetTag("url.path", null).SetTag("url.query", null))
                .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(collector)));
        return services;
    }
}
