using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Tests.Calls;

namespace CrmLive.Tests.Operating;

[Trait("Feature", "P21")]
public sealed class MeterTests
{
    [Fact]
    public async Task Calls_taken_in_their_delay_and_the_doorbells_they_ring_are_measured()
    {
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == Meters.Name) listening.EnableMeasurementEvents(instrument);
            },
        };
        void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
            where T : struct =>
            sums.AddOrUpdate(instrument.Name + (tags.Length > 0 ? $" {tags[0].Value}" : ""), Convert.ToDouble(value, null), (_, sum) => sum + Convert.ToDouble(value, null));
        listener.SetMeasurementEventCallback<long>(Add);
        listener.SetMeasurementEventCallback<int>(Add);
        listener.SetMeasurementEventCallback<double>(Add);
        listener.Start();

        // Other tests run beside this one and are counted too, so nothing is exact but what must be there.
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        using var watch = floor.Office.Bus.Subscribe(LiveTopic.Calls);
        var told = new Told().Inbound().Rings(1, "a").Events;
        await floor.TellAsync(told);
        await floor.TellAsync(told);
        await watch.ReadBatchAsync(default);

        Assert.True(sums["crmlive.calls.events taken"] >= 2);
        Assert.True(sums["crmlive.calls.events known"] >= 2);
        Assert.True(sums.ContainsKey("crmlive.calls.intake.duration"));
        Assert.True(sums["crmlive.live.doorbells"] >= 1);
        Assert.True(sums.ContainsKey("crmlive.live.watchers"));
    }
}
