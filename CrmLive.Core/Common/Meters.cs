using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CrmLive.Core.Common;

/// <summary>What CrmLive counts of itself, for whoever runs it; the names are documented in docs/operating.md. Never a number or a name of a person.</summary>
public static class Meters
{
    public const string Name = "CrmLive";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans of CrmLive's own work, beside those of ASP.NET Core and Npgsql.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    /// <summary>Tagged with what became of them: taken, known, refused, failed.</summary>
    public static Counter<long> CallEvents { get; } =
        Meter.CreateCounter<long>("crmlive.calls.events", "{event}", "Call events that came in");

    public static Histogram<double> IntakeSeconds { get; } =
        Meter.CreateHistogram<double>("crmlive.calls.intake.duration", "s", "From arrival of a batch of call events to its durable commit");

    public static Counter<long> Doorbells { get; } =
        Meter.CreateCounter<long>("crmlive.live.doorbells", "{ring}", "Doorbells rung at this node, its own and the other nodes'");

    /// <summary>Subscriptions of screens and programs at this node.</summary>
    public static UpDownCounter<int> Watchers { get; } =
        Meter.CreateUpDownCounter<int>("crmlive.live.watchers", "{watcher}", "Subscriptions to doorbells at this node");
}
