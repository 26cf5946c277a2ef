using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Calls;

/// <summary>Tells a call as an exchange would, in seconds from its start.</summary>
internal sealed class Told(string key = "call-1", string exchange = "test")
{
    /// <summary>Now, for a test office: what is older than a month is no longer on the panel.</summary>
    public static readonly DateTime Start = TestOffice.Monday;

    private readonly List<CallEvent> _events = [];

    public IReadOnlyList<CallEvent> Events => _events;
    public CallState Fold() => CallTracker.Fold(_events);

    public static DateTime At(double second) => Start.AddMilliseconds(Math.Round(second * 1000));

    public Told Inbound(double second = 0, string? caller = "+48600111222", string line = "+48221234567", string? queue = null) =>
        Add(second, CallEventKind.Started, e => e with { Direction = CallDirection.Inbound, Caller = caller, Line = line, Queue = queue });

    public Told Outbound(double second, string leg, string extension, string to = "+48600111222") =>
        Add(second, CallEventKind.Started, e => e with { Direction = CallDirection.Outbound, Caller = to, Leg = leg, Extension = extension });

    public Told Rings(double second, string leg, string? extension = null) => Add(second, CallEventKind.Ringing, e => e with { Leg = leg, Extension = extension });
    public Told Answers(double second, string? leg, string? extension = null) => Add(second, CallEventKind.Answered, e => e with { Leg = leg, Extension = extension });
    public Told Holds(double second, string? leg) => Add(second, CallEventKind.Held, e => e with { Leg = leg });
    public Told Resumes(double second, string? leg) => Add(second, CallEventKind.Resumed, e => e with { Leg = leg });
    public Told Transfers(double second, string? leg, string to) => Add(second, CallEventKind.TransferStarted, e => e with { Leg = leg, Extension = to });
    public Told Leaves(double second, string? leg, HangUp? cause = HangUp.Normal) => Add(second, CallEventKind.LegEnded, e => e with { Leg = leg, Cause = cause });
    public Told Records(double second, string? leg, string file) => Add(second, CallEventKind.Recorded, e => e with { Leg = leg, Recording = file });
    public Told Ends(double second, HangUp? cause = HangUp.Normal) => Add(second, CallEventKind.Ended, e => e with { Cause = cause });
    public Told TimesOut(double second) => Add(second, CallEventKind.TimedOut);
    public Told EndsByHand(double second) => Add(second, CallEventKind.EndedByHand);

    public Told Add(double second, CallEventKind kind, Func<CallEvent, CallEvent>? more = null)
    {
        var e = new CallEvent { Exchange = exchange, CallKey = key, EventId = $"{key}-{_events.Count + 1}", Kind = kind, At = At(second) };
        _events.Add(more is null ? e : more(e));
        return this;
    }
}
