using CrmLive.Core.Access;
using CrmLive.Core.Calls.Online;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Calls;

/// <summary>
/// C6, C7, C11: what the online panel, the pop-ups, the wall and the hub all show, read once per change for all of them.
/// After a start the calls going on are simply those the database holds as going on.
/// </summary>
public sealed partial class OnlineView(CrmDb crm, SharedView<CallsNow> view, ILogger<OnlineView> log) : BackgroundService
{
    // Meetings begin and end without anybody ringing.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    // A burst is read together. The source rests, so that a thousand screens need no clock each; on the machine's time, not the office's.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly CallsGoingOn _calls = new();
    private readonly KnownCallers _callers = new();
    private readonly People _people = new();

    // The bells have one ear: a round that fails leaves its waiting to the next one, or the bell that ends it would be heard by nobody.
    private Task<IReadOnlyList<LiveEvent>>? _ringing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Watch first, then load.
        using var watch = crm.Bus.Subscribe(LiveTopic.Calls, LiveTopic.Clients, LiveTopic.Activities, LiveTopic.Users, LiveTopic.Office);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(watch, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception fault)
            {
                // The screens keep what they had and say so; the next round reads everything anew.
                if (view.Current.Value is { Failed: false } shown)
                {
                    CouldNotRead(log, fault);
                    view.Publish(shown with { Failed = true });
                }

                await Task.Delay(TimeSpan.FromSeconds(1), crm.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(LiveSubscription watch, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Tick, crm.Clock);
        await RefreshAsync(Rings.Everything, ct);
        _ringing ??= watch.ReadBatchAsync(ct).AsTask();
        var ticking = timer.WaitForNextTickAsync(ct).AsTask();
        while (true)
        {
            var rings = Rings.OfTheClock;
            if (await Task.WhenAny(_ringing, ticking) == _ringing)
            {
                rings = Rings.Of(await _ringing);
                _ringing = watch.ReadBatchAsync(ct).AsTask();
            }
            else
            {
                ticking = timer.WaitForNextTickAsync(ct).AsTask();
            }

            await RefreshAsync(rings, ct);
            await Task.Delay(Pace, ct);
        }
    }

    private async Task RefreshAsync(Rings rings, CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        await using var db = crm.Open(Actor.System);
        if (rings.AllCalls) await _calls.ReadAllAsync(db, now, ct);
        else if (rings.Calls.Count > 0) await _calls.ReadAsync(db, rings.Calls, now, ct);
        if (rings.People) await _people.ReadAsync(db, crm.Office.Time, now, ct);
        await _callers.ReadAsync(db, _calls.Numbers, rings.Clients, ct);
        Publish();
    }

    private void Publish()
    {
        var former = view.Current.Value;
        var shown = new CallsNow
        {
            Ready = true,
            Calls = _calls.GoingOn.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id)
                .Select(row => CallsGoingOn.Shown(row, _callers.Of(row.CallerE164))).KeepingFrom(former.Calls, call => call.Id),
            Departments = _people.Shown(_calls.GoingOn).KeepingFrom(former.Departments, department => department.Id),
            Missed = MissedList.Of(_calls.Missed, _callers).KeepingFrom(former.Missed, missed => missed.CallId),
        };
        if (shown != former) view.Publish(shown);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The online view could not be read; it shows what it had and tries again.")]
    private static partial void CouldNotRead(ILogger log, Exception fault);
}
