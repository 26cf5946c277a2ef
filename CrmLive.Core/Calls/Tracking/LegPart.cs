using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>One ringing of one telephone and the talk that came of it, while the events are walked through.</summary>
internal sealed class LegPart(string name, string key, DateTime rangAt)
{
    public string Name => name;
    public string Key => key;
    public DateTime RangAt => rangAt;
    public string? Extension { get; set; }
    public DateTime? AnsweredAt { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public HangUp? Cause { get; set; }
    public string? Recording { get; set; }
    public bool OnHold { get; private set; }

    /// <summary>Place, in the order of events, of the last one that put the leg into talk.</summary>
    public int TalksSince { get; private set; } = -1;

    public bool IsOpen => EndedAt is null;
    public bool IsTalking => IsOpen && AnsweredAt is not null && !OnHold;

    public void Talk(DateTime at, int place)
    {
        AnsweredAt ??= at;
        OnHold = false;
        TalksSince = place;
    }

    // Hold and transfer prove a talk whose answer got lost.
    public void Hold(DateTime at)
    {
        AnsweredAt ??= at;
        OnHold = true;
    }

    public void Prove(DateTime at) => AnsweredAt ??= at;

    public void End(DateTime at, HangUp? cause)
    {
        if (!IsOpen) return;
        EndedAt = at;
        Cause = cause;
    }

    public bool IsSameTelephoneAs(LegPart other) =>
        ReferenceEquals(this, other) || (Extension is not null && Extension == other.Extension);

    public LegStatus Status => (AnsweredAt, IsOpen) switch
    {
        ({ }, true) => OnHold ? LegStatus.OnHold : LegStatus.Talking,
        ({ }, false) => LegStatus.Answered,
        (null, true) => LegStatus.Ringing,
        _ => Cause switch
        {
            HangUp.Declined => LegStatus.Declined,
            HangUp.Busy => LegStatus.Busy,
            HangUp.Failed => LegStatus.Failed,
            HangUp.AnsweredElsewhere => LegStatus.AnsweredElsewhere,
            _ => LegStatus.Missed,
        },
    };

    public LegState ToState(LegWalk walk) => new()
    {
        Leg = Name,
        Extension = Extension,
        Role = walk.RoleOf(this),
        Status = Status,
        RangAt = RangAt,
        AnsweredAt = AnsweredAt,
        EndedAt = EndedAt,
        Recording = Recording,
    };
}
