using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>
/// A telephone exchange without telephones: plays scripts second by second into the one intake. Its extensions answer by themselves,
/// a click on a number included, and it knows who is in a talk until when.
/// </summary>
public sealed class SampleExchange(CrmDb crm, CallIntake intake) : IAskableExchange, IDialingExchange
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<CallEvent, DateTime> _ahead = new();
    private readonly Dictionary<string, DateTime> _busyUntil = [];
    private readonly Dictionary<string, DateTime> _callEnds = [];
    private readonly string _run = crm.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", null);
    private int _calls;

    public string Exchange => CallScript.Exchange;

    /// <summary>Only while the day is played.</summary>
    public bool CanDial { get; internal set; }

    /// <summary>Nobody else's, also when two nodes play at once or the process starts anew.</summary>
    internal string NextKey() => $"{_run}-{Interlocked.Increment(ref _calls)}";

    internal int GoingOn
    {
        get
        {
            lock (_lock)
            {
                return _callEnds.Values.Count(end => end > Now);
            }
        }
    }

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    public ValueTask<bool?> KnowsAsync(string callKey, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<bool?>(_callEnds.TryGetValue(callKey, out var end) && end > Now);
        }
    }

    /// <summary>The clicker's own telephone rings and is lifted, then the other side answers or does not.</summary>
    public Task<DialOutcome> DialAsync(string extension, string number, CancellationToken ct)
    {
        if (!IsFree(extension))
        {
            return Task.FromResult(DialOutcome.Refused("Your telephone is in use."));
        }

        var key = NextKey();
        var dice = Dice.For(_calls, "click");
        var script = CallScript.Out(key, Now.AddSeconds(1), number, SilentNumbers.Line(1), extension, out var leg);
        Play(dice.Chance(0.75)
            ? CallPlots.OutAnswered(script, dice, leg, extension, dice.Between(40, 150))
            : CallPlots.OutUnanswered(script, dice, leg));
        return Task.FromResult(new DialOutcome(key, null));
    }

    internal bool IsFree(string extension)
    {
        lock (_lock)
        {
            return !_busyUntil.TryGetValue(extension, out var until) || until <= Now;
        }
    }

    internal void Play(CallScript script)
    {
        lock (_lock)
        {
            _callEnds[script.Events[0].CallKey] = script.Now;
            foreach (var e in script.Events)
            {
                _ahead.Enqueue(e, e.At);
            }

            // The script is written to its end, so a telephone is known to be taken before it even rings.
            foreach (var extension in script.Events.Select(e => e.Extension).OfType<string>().Distinct())
            {
                _busyUntil[extension] = script.LeavesAt(extension);
            }
        }
    }

    /// <summary>Tells the intake what is due by now.</summary>
    internal async Task TellAsync(CancellationToken ct)
    {
        List<CallEvent> due = [];
        lock (_lock)
        {
            while (_ahead.TryPeek(out _, out var at) && at <= Now)
            {
                due.Add(_ahead.Dequeue());
            }

            foreach (var over in _callEnds.Where(call => call.Value < Now.AddMinutes(-5)).Select(call => call.Key).ToList())
            {
                _callEnds.Remove(over);
            }
        }

        if (due.Count == 0)
        {
            return;
        }

        try
        {
            var answer = await intake.AcceptAsync(due, ct);
            if (answer.Refused is [{ Reason: var reason }, ..])
            {
                throw new InvalidOperationException($"The sample tells of a call what no exchange may: {reason}");
            }
        }
        catch (IntakeFailed)
        {
            lock (_lock)
            {
                due.ForEach(e => _ahead.Enqueue(e, e.At));
            }

            throw;
        }
    }

    /// <summary>As an exchange that was restarted: whatever it was doing is over.</summary>
    internal async Task HangUpLeftoversAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var left = await db.Set<Call>().Where(c => c.Exchange == CallScript.Exchange && c.EndedAt == null).Select(c => c.CallKey).ToListAsync(ct);
        await intake.AcceptAsync(
            [.. left.Select(key => new CallEvent { Exchange = CallScript.Exchange, EventId = $"{key}/over", CallKey = key, Kind = CallEventKind.Ended, At = Now })], ct);
    }
}
