using CrmLive.Core.Data;

namespace CrmLive.Web.Hosting;

/// <summary>What whoever runs CrmLive needs of it: health, telemetry, backup, an orderly stop (docs/operating.md).</summary>
public static class Operating
{
    // Less than the 30 s that systemd and container runtimes wait before they kill.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddOperating(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<HostOptions>(host => host.ShutdownTimeout = TimeToStop)
        .AddSingleton<OfficeBackup>()
        .AddSingleton<OfficeRestore>()
        .AddTelemetry(configuration)
        .AddHealth();
}
