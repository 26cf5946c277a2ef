using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Sample;

/// <summary>
/// Keeps the sample office alive: calls, leads, submissions and activities come in through the same doors as real ones. Whoever opens it,
/// at whatever hour, sees a call begin within half a minute; it is only livelier by day.
/// </summary>
public sealed partial class LivingDay : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly CrmDb _crm;
    private readonly SampleOptions _options;
    private readonly SampleExchange _exchange;
    private readonly ILogger<LivingDay> _log;
    private readonly OfficeFloor _floor;
    private readonly Agenda _agenda = new();
    private readonly Habit[] _habits;

    public LivingDay(
        CrmDb crm, SampleOptions options, SampleExchange exchange, Actors actors, CallCommands calls, LeadIntake leads, ClientCommands clients,
        SubmissionIntake submissions, ActivityCommands activities, AgreementCommands agreements, ILogger<LivingDay> log)
    {
        (_crm, _options, _exchange, _log) = (crm, options, exchange, log);
        _floor = new OfficeFloor(crm, actors, exchange);
        var day = new TelephoneDay(crm, exchange, _floor, _agenda, calls, activities);
        var start = (int)(crm.Clock.GetUtcNow().ToUnixTimeSeconds() % int.MaxValue);
        Dice Chance(string concern) => Dice.For(options.Seed, concern, start);
        _habits =
        [
            // Whoever has just started it shall not look at an empty panel.
            new IncomingCalls(day, Chance("incoming"), TimeSpan.FromSeconds(46), TimeSpan.FromSeconds(1)),
            new OutgoingCalls(day, Chance("outgoing"), TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(4)),
            new CallBacks(crm, day, _agenda, calls, Chance("call-backs"), TimeSpan.FromSeconds(150)),
            new Enquiries(crm, leads, Chance("enquiries"), TimeSpan.FromMinutes(4)),
            // A little quicker than they come, so that what was left over from yesterday gets done too.
            new LeadWork(crm, _floor, leads, clients, Chance("lead-work"), TimeSpan.FromMinutes(3.5)),
            new BrokerReports(crm, submissions, Chance("brokers"), TimeSpan.FromMinutes(13)),
            new DeskWork(crm, _floor, activities, Chance("desk"), TimeSpan.FromSeconds(75)),
            new Dealings(crm, _floor, agreements, Chance("dealings"), TimeSpan.FromMinutes(9)),
        ];
    }

    /// <summary>Livelier from nine to six of the office's clock, quieter at night, never still.</summary>
    internal double PaceAt(DateTime now) => _options.Pace * (_crm.Office.Time.ToLocal(now).Hour is >= 9 and < 18 ? 1.15 : 0.9);

    /// <summary>Everything that is due by now.</summary>
    internal async Task StepAsync(CancellationToken ct)
    {
        var now = _crm.Clock.GetUtcNow().UtcDateTime;
        await _floor.LookAroundAsync(now, ct);
        while (_agenda.TryTakeDue(now, out var what))
        {
            await what(ct);
        }

        foreach (var habit in _habits)
        {
            if (habit.IsDue(now, PaceAt(now)))
            {
                await habit.HappenAsync(now, ct);
            }
        }

        await _exchange.TellAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Enabled == false || _options.Pace <= 0 || !await IsSampleAsync(stoppingToken))
        {
            return;
        }

        using var beat = new PeriodicTimer(Beat, _crm.Clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!_exchange.CanDial)
                {
                    await _exchange.HangUpLeftoversAsync(stoppingToken);
                    _exchange.CanDial = true;
                }

                await StepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A play must never take the house down; whatever failed is left out and the day goes on.
                CouldNotPlay(_log, fault);
            }
        }
    }

    private async Task<bool> IsSampleAsync(CancellationToken ct)
    {
        await using var db = _crm.Open(Actor.System);
        return await db.Set<OfficeSettings>().AnyAsync(o => o.IsSample, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sample office missed a beat.")]
    private static partial void CouldNotPlay(ILogger log, Exception fault);
}
