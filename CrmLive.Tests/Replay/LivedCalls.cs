using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Calls;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Replay;

/// <summary>The telephones of a lived day, and the missed calls people look after.</summary>
internal sealed class LivedCalls(LivedOffice lived, CallIntake intake)
{
    private readonly Dictionary<string, List<CallEventKind>> _lines = [];
    private int _made;

    /// <summary>A call rings, is answered, held, handed on, ends; now and then the news of it comes late.</summary>
    public async Task RingAsync()
    {
        var random = lived.Random;
        var key = _lines.Count > 0 && random.Next(3) > 0 ? _lines.Keys.ElementAt(random.Next(_lines.Count)) : $"call {++_made}";
        var told = _lines.TryGetValue(key, out var known) ? known : _lines[key] = [];
        var kind = After(told.Count);
        told.Add(kind);
        if (kind == CallEventKind.Ended)
        {
            _lines.Remove(key);
        }

        var at = random.Next(6) == 0 && told.Count > 1 ? lived.Now.AddSeconds(-random.Next(1, 50)) : lived.Now;
        await intake.AcceptAsync([new CallEvent
        {
            Exchange = "lab", CallKey = key, EventId = $"{key} {told.Count} {kind}", Kind = kind, At = at, Direction = CallDirection.Inbound, Caller = LivedOffice.Numbers[key[^1] % LivedOffice.Numbers.Length],
            Leg = kind is CallEventKind.Ringing or CallEventKind.Answered or CallEventKind.Held or CallEventKind.Resumed ? "leg" : null,
            Extension = kind is CallEventKind.Ringing ? (11 + random.Next(3)).ToString(null, null) : null,
        }], default);
    }

    /// <summary>Somebody claims a missed call, gives it back or takes it off.</summary>
    public async Task LookAfterAsync()
    {
        var (commands, random) = (new CallCommands(lived.Office.Crm, intake), lived.Random);
        List<int> open;
        await using (var db = lived.Office.Crm.Open(Actor.System))
        {
            open = await db.Set<Call>().Where(c => c.MissedOpen).Select(c => c.Id).ToListAsync();
        }

        if (open.Count == 0)
        {
            return;
        }

        var (call, actor) = (open[random.Next(open.Count)], CallFloor.As(lived.Somebody));
        await (random.Next(4) switch { 0 => commands.ClearAsync(actor, call, default), 1 => commands.ReleaseAsync(actor, call, default), _ => (Task)commands.ClaimAsync(actor, call, default) });
    }

    private CallEventKind After(int told) => told switch
    {
        0 => CallEventKind.Started,
        1 => CallEventKind.Ringing,
        2 => lived.Random.Next(2) == 0 ? CallEventKind.Answered : CallEventKind.Ended,
        _ => lived.Random.Next(4) switch { 0 => CallEventKind.Held, 1 => CallEventKind.Resumed, _ => CallEventKind.Ended },
    };
}
