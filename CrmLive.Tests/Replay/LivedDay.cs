using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Wall;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Replay;

/// <summary>An office that lives through its days as a seed says; whoever looks is told by the live views themselves, read at that moment.</summary>
internal sealed class LivedDay : IAsyncDisposable
{
    private readonly LivedOffice _lived;
    private readonly LivedCalls _calls;
    private readonly LivedWork _work;
    private readonly LivedDeals _deals;

    private LivedDay(TestOffice office, Random random)
    {
        _lived = new(office, random);
        Intake = new CallIntake(office.Crm, NullLogger<CallIntake>.Instance);
        (_calls, _work, _deals) = (new(_lived, Intake), new(_lived), new(_lived));
    }

    public TestOffice Office => _lived.Office;

    private CallIntake Intake { get; }

    public static async Task<LivedDay> BeginAsync(DatabaseKind kind, int seed)
    {
        var lived = new LivedDay(await TestOffice.OpenAsync(kind), new Random(seed));
        await lived._lived.SettleAsync();
        return lived;
    }

    /// <summary>What the wall and the panel are told now, freshly started.</summary>
    public async Task<(KpiNow Kpi, CallsNow Calls, FloorNow Floor)> LookAsync()
    {
        var crm = Office.Crm;
        using var kpi = new KpiView(crm, new KpiQueries(crm), new(KpiNow.Nothing), NullLogger<KpiView>.Instance);
        using var floor = new FloorView(crm, new(FloorNow.Nothing), NullLogger<FloorView>.Instance);
        var panel = new SharedView<CallsNow>(CallsNow.Nothing);
        using var online = new OnlineView(crm, panel, NullLogger<OnlineView>.Instance);
        await Task.WhenAll(kpi.StartAsync(default), floor.StartAsync(default), online.StartAsync(default));
        using (await kpi.WatchAsync(default))
        using (await floor.WatchAsync(default))
        {
            await Eventually.True(() => panel.Current.Value.Ready, "the panel is read");
        }

        await Task.WhenAll(kpi.StopAsync(default), floor.StopAsync(default), online.StopAsync(default));
        return (kpi.Current.Value, panel.Current.Value, floor.Current.Value);
    }

    public async Task HappenAsync(TimeSpan after)
    {
        Office.Clock.Advance(after);
        await (_lived.Random.Next(20) switch
        {
            <= 5 => _calls.RingAsync(),
            6 or 7 or 8 => _work.WriteDownAsync(),
            9 => _work.ChangeAsync(),
            10 => _lived.RemoveAsync<Activity>(),
            11 => _calls.LookAfterAsync(),
            12 => _work.PlanAsync(),
            13 => _work.NameAsync(),
            14 => _deals.SignAsync(),
            15 => _deals.WithdrawAsync(),
            16 => _deals.HandInAsync(),
            17 => _deals.DecideAsync(),
            18 => _work.CardAsync(),
            _ => _work.WeighAsync(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Intake.DisposeAsync();
        await Office.DisposeAsync();
    }
}
