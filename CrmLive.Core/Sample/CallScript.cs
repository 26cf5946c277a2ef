using System.Globalization;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Sample;

/// <summary>
/// One call written down second by second, as an exchange would tell it. The living day sends the events when they are due; the year of
/// history folds the same events through the tracker, so that no call of the sample office is of a shape the real intake would not make.
/// </summary>
internal sealed class CallScript
{
    public const string Exchange = "sample";

    private readonly List<CallEvent> _events = [];
    private readonly string _key;
    private readonly string? _caller;
    private readonly string _line;
    private readonly CallDirection _direction;
    private int _legs;

    private CallScript(string key, DateTime at, CallDirection direction, string? caller, string line)
    {
        (_key, Now, _direction, _caller, _line) = (key, at, direction, caller, line);
    }

    /// <summary>The moment the script has been written up to.</summary>
    public DateTime Now { get; private set; }

    public IReadOnlyList<CallEvent> Events => _events;

    public static CallScript In(string key, DateTime at, string? caller, string line, string? queue)
    {
        var script = new CallScript(key, at, CallDirection.Inbound, caller, line);
        script.Tell(CallEventKind.Started, queue: queue);
        return script;
    }

    /// <summary>The employee's own telephone is the leg; "ringing" is the other party's.</summary>
    public static CallScript Out(string key, DateTime at, string called, string line, string extension, out string leg)
    {
        var script = new CallScript(key, at, CallDirection.Outbound, called, line);
        leg = script.NewLeg();
        script.Tell(CallEventKind.Started, leg, extension);
        script.Wait(1.5).Tell(CallEventKind.Ringing, leg, extension);
        return script;
    }

    public CallScript Wait(double seconds)
    {
        Now += TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return this;
    }

    public string Ring(string extension)
    {
        var leg = NewLeg();
        Tell(CallEventKind.Ringing, leg, extension);
        return leg;
    }

    public CallScript Answer(string leg, string extension) => Tell(CallEventKind.Answered, leg, extension);

    public CallScript Hold(string leg, double seconds)
    {
        Tell(CallEventKind.Held, leg);
        return Wait(seconds).Tell(CallEventKind.Resumed, leg);
    }

    /// <summary>A blind transfer: the giver is out of it at once.</summary>
    public CallScript HandOver(string leg, string toExtension) =>
        Tell(CallEventKind.TransferStarted, leg, toExtension).Leave(leg, HangUp.Normal);

    public CallScript Leave(string leg, HangUp cause) => Tell(CallEventKind.LegEnded, leg, cause: cause);

    public CallScript Record(string leg) => Tell(CallEventKind.Recorded, leg, recording: SampleVoices.File(_events.Count));

    public CallScript End(HangUp cause) => Tell(CallEventKind.Ended, cause: cause);

    /// <summary>When that telephone is out of the call again.</summary>
    public DateTime LeavesAt(string extension)
    {
        var legs = _events.Where(e => e.Extension == extension && e.Kind != CallEventKind.TransferStarted).Select(e => e.Leg).ToHashSet();
        return _events.Where(e => e.Kind == CallEventKind.LegEnded && legs.Contains(e.Leg)).Select(e => e.At).DefaultIfEmpty(Now).Max();
    }

    private string NewLeg() => string.Create(CultureInfo.InvariantCulture, $"leg{++_legs}");

    private CallScript Tell(
        CallEventKind kind, string? leg = null, string? extension = null, HangUp? cause = null, string? queue = null, string? recording = null)
    {
        _events.Add(new CallEvent
        {
            Exchange = Exchange,
            EventId = string.Create(CultureInfo.InvariantCulture, $"{_key}/{_events.Count + 1}"),
            CallKey = _key,
            Kind = kind,
            At = Now,
            Direction = _direction,
            Caller = _caller,
            Line = _line,
            Leg = leg,
            Extension = extension,
            Cause = cause,
            Queue = queue,
            Recording = recording,
        });
        return this;
    }
}
