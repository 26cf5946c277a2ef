using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>The feed from an Asterisk exchange (C1): stays connected, makes up for gaps, and hands every event on until it is taken.</summary>
/// <param name="deliver">The intake. What it has returned from is its own to keep; what it throws at is offered again.</param>
/// <param name="goingOn">Keys of this exchange's calls that go on as far as the intake knows, asked once at the first connection.</param>
public sealed class AsteriskAdapter(
    AsteriskOptions options,
    Func<IReadOnlyList<CallEvent>, CancellationToken, ValueTask> deliver,
    Func<CancellationToken, ValueTask<IReadOnlyCollection<string>>> goingOn,
    TimeProvider time,
    ILogger<AsteriskAdapter> log)
{
    // An exchange counts wrong passwords, and may lock our address out.
    private static readonly TimeSpan PauseWhenRefused = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    private readonly AsteriskCalls _calls = new(options);
    private readonly EventOutbox _outbox = new(deliver, time, log);
    private volatile AmiSession? _session;
    private volatile AsteriskState _state = new(AsteriskConnection.Off, time.GetUtcNow().UtcDateTime);
    private bool _wasConnected;

    public AsteriskState State => _state;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var delivering = _outbox.RunAsync(stop.Token);
        try
        {
            await Task.WhenAny(StayConnectedAsync(stop.Token), delivering).Unwrap();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        finally
        {
            await stop.CancelAsync();
            await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Become(AsteriskConnection.Off);
        }
    }

    /// <summary>C28: rings the employee's telephone and, once it is picked up, dials the number for them.</summary>
    public async Task<DialOutcome> DialAsync(string extension, string number, CancellationToken cancel)
    {
        if (!_calls.Origin.Extensions.IsMatch(extension)) return DialOutcome.Refused($"'{extension}' is no extension.");
        if (_calls.Origin.Dialable(number) is not { } dialled) return DialOutcome.Refused($"'{number}' is no number to dial.");
        if (_session is not { } session) return DialOutcome.Refused("The exchange is not connected.");
        try
        {
            return await DialAsync(session, extension, dialled, cancel);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or ObjectDisposedException)
        {
            return DialOutcome.Refused("The exchange did not answer.");
        }
    }

    /// <summary>C5: asks the exchange itself. Null when it cannot be asked now.</summary>
    public async Task<bool?> IsAliveAsync(string callKey, CancellationToken cancel)
    {
        if (_session is not { } session) return null;
        try
        {
            var channels = await (await session.ListChannelsAsync(cancel)).Whole.WaitAsync(AmiSession.Patience, time, cancel);
            return channels.Any(channel => channel["Linkedid"] == callKey);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or ObjectDisposedException)
        {
            return null;
        }
    }

    private async Task<DialOutcome> DialAsync(AmiSession session, string extension, string dialled, CancellationToken cancel)
    {
        var key = $"crmlive-{Guid.NewGuid():N}";
        _calls.Expect(key, dialled);
        var answer = await session.AskAsync(new AmiAction("Originate")
            .With("Channel", options.Device.Replace("{0}", extension, StringComparison.Ordinal))
            .With("Context", options.DialContext).With("Exten", dialled).With("Priority", "1")
            .With("CallerID", $"<{dialled}>").With("ChannelId", key).With("Timeout", "30000").With("Async", "true"), cancel);
        if (answer.IsSuccess) return new DialOutcome(key, null);
        _calls.NoLongerExpect(key);
        return DialOutcome.Refused($"The exchange refused: {answer["Message"]}.");
    }

    private async Task StayConnectedAsync(CancellationToken cancel)
    {
        for (var failures = 0; ; failures++)
        {
            var since = time.GetTimestamp();
            Become(_state.Connection == AsteriskConnection.Refused ? AsteriskConnection.Refused : AsteriskConnection.Connecting);
            try
            {
                await ListenAsync(cancel);
                Failed("The exchange closed the connection.");
            }
            catch (AsteriskRefusedException refused)
            {
                Failed(refused.Message, AsteriskConnection.Refused);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                Failed($"No connection to {options.Host}:{options.Port}: {failure.Message}");
            }
            if (time.GetElapsedTime(since) > LongestPause) failures = 0;
            await Task.Delay(_state.Connection == AsteriskConnection.Refused ? PauseWhenRefused : Pause(failures), time, cancel);
        }
    }

    /// <summary>Half a second at first, doubling; a jitter keeps the nodes of an office from knocking in step.</summary>
    private static TimeSpan Pause(int failures)
    {
        var pause = TimeSpan.FromSeconds(0.5 * Math.Pow(2, Math.Min(failures, 6)));
        return (pause < LongestPause ? pause : LongestPause) * (0.75 + Random.Shared.NextDouble() / 2);
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        var believed = _wasConnected ? [] : await goingOn(cancel);
        await using var session = await AmiSession.OpenAsync(options, time, cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = WatchAsync(session, over.Token);
        try
        {
            await FollowAsync(session, believed, cancel);
        }
        finally
        {
            _session = null;
            await over.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(AmiSession session, IReadOnlyCollection<string> believed, CancellationToken cancel)
    {
        var list = await session.ListChannelsAsync(cancel);
        var early = new List<AmiMessage>();
        var isCaughtUp = false;
        await foreach (var message in session.MessagesAsync(cancel))
        {
            if (isCaughtUp) await TellAsync(message, cancel);
            else if (!list.Whole.IsCompleted) early.Add(message);
            else
            {
                // What happened while the list came is read after it: the list may or may not have seen it.
                await _outbox.PutAsync(_calls.Resynchronise(await list.Whole, believed, Now), cancel);
                foreach (var missed in early) await TellAsync(missed, cancel);
                (early, isCaughtUp, _wasConnected, _session) = ([], true, true, session);
                Become(AsteriskConnection.Connected);
            }
        }
    }

    private ValueTask TellAsync(AmiMessage message, CancellationToken cancel) => _outbox.PutAsync(_calls.Apply(message, Now), cancel);

    /// <summary>A connection cut without a word (a firewall, a cable) looks like an exchange with nothing to say; so it is asked.</summary>
    private async Task WatchAsync(AmiSession session, CancellationToken over)
    {
        using var ticks = new PeriodicTimer(PingEvery, time);
        while (await ticks.WaitForNextTickAsync(over))
        {
            if (time.GetElapsedTime(session.LastHeard) > Silence)
            {
                log.LogWarning("The exchange has been silent for {Silence}; connecting anew", Silence);
                session.Cut();
                return;
            }
            await session.SendAsync(new AmiAction("Ping"), over);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private void Become(AsteriskConnection connection)
    {
        if (_state.Connection != connection) _state = _state with { Connection = connection, Since = Now };
    }

    private void Failed(string error, AsteriskConnection connection = AsteriskConnection.Connecting)
    {
        log.LogWarning("Asterisk: {Error}", error);
        _state = _state with { Connection = connection, Since = Now, Error = error, ErrorAt = Now };
    }
}
