using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Calls.Feeds;

/// <summary>Joins the Asterisk exchange to the intake, as the settings say now: changed there, it connects anew within a moment.</summary>
/// <param name="fromFile">The configuration file's settings, in force until the administrator saves others.</param>
public sealed class AsteriskFeed(CrmDb crm, CallIntake intake, AsteriskOptions fromFile, Vault vault, ILoggerFactory logs) : BackgroundService, IAskableExchange, IDialingExchange
{
    private readonly ILogger<AsteriskFeed> _log = logs.CreateLogger<AsteriskFeed>();
    private volatile AsteriskAdapter? _adapter;
    private volatile AsteriskState _off = new(AsteriskConnection.Off, crm.Clock.GetUtcNow().UtcDateTime);

    public string Exchange => fromFile.Exchange;

    /// <summary>For the settings page.</summary>
    public AsteriskState State => _adapter?.State ?? _off;

    public async ValueTask<bool?> KnowsAsync(string callKey, CancellationToken ct) => _adapter is { } adapter ? await adapter.IsAliveAsync(callKey, ct) : null;

    public bool CanDial => State.Connection == AsteriskConnection.Connected;

    public Task<DialOutcome> DialAsync(string extension, string number, CancellationToken ct) =>
        _adapter?.DialAsync(extension, number, ct) ?? Task.FromResult(DialOutcome.Refused("No exchange is connected."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = crm.Bus.Subscribe(LiveTopic.Office);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(await OptionsAsync(stoppingToken), news, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                _log.LogError(fault, "The feed from Asterisk stopped and is begun anew");
                _off = _off with { Error = fault.Message, ErrorAt = crm.Clock.GetUtcNow().UtcDateTime };
                await Task.Delay(TimeSpan.FromSeconds(10), crm.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Until the settings say otherwise.</summary>
    private async Task FollowAsync(AsteriskOptions options, LiveSubscription news, CancellationToken ct)
    {
        using var changed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var adapter = options.Enabled
            ? new AsteriskAdapter(options, TakeAsync, GoingOnAsync, crm.Clock, logs.CreateLogger<AsteriskAdapter>())
            : null;
        _adapter = adapter;
        var running = adapter?.RunAsync(changed.Token) ?? Task.Delay(Timeout.Infinite, changed.Token);
        var watching = ChangeAsync(options, news, changed.Token);
        try
        {
            await (await Task.WhenAny(running, watching));
        }
        finally
        {
            await changed.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _adapter = null;
        }
    }

    private async Task ChangeAsync(AsteriskOptions inForce, LiveSubscription news, CancellationToken ct)
    {
        do await news.ReadBatchAsync(ct);
        while ((await OptionsAsync(ct)).IsSameAs(inForce));
    }

    private async ValueTask TakeAsync(IReadOnlyList<CallEvent> events, CancellationToken ct)
    {
        var answer = await intake.AcceptAsync(events, ct);
        foreach (var refused in answer.Refused) _log.LogWarning("Event {EventId} of Asterisk was refused: {Reason}", refused.EventId, refused.Reason);
    }

    private async ValueTask<IReadOnlyCollection<string>> GoingOnAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.Exchange);
        return await db.Set<Call>().Where(call => call.Exchange == fromFile.Exchange && call.EndedAt == null).Select(call => call.CallKey).ToListAsync(ct);
    }

    private async Task<AsteriskOptions> OptionsAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        if (await db.Set<TelephonySettings>().AsNoTracking().FirstOrDefaultAsync(ct) is not { } saved)
        {
            return fromFile;
        }

        var secret = vault.Open(saved.AsteriskSecret)
            ?? throw new InvalidOperationException("The exchange's password was sealed with keys that are no longer in the data folder; enter it again.");
        return AsteriskOptions.Of(saved, secret, fromFile);
    }
}
