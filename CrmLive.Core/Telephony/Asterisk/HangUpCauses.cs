namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>Why a telephone that was dialled and never talked fell silent, from the cause of its hang-up (ITU-T Q.850) and the outcome of the dialling.</summary>
internal static class HangUpCauses
{
    public static HangUp OfUnanswered(string cause, string dialStatus) => (cause, dialStatus) switch
    {
        ("26", _) => HangUp.AnsweredElsewhere,
        ("17", _) or (_, "BUSY") => HangUp.Busy,
        ("21", _) => HangUp.Declined,
        ("18" or "19", _) => HangUp.NoAnswer,
        // Hung up on the ringing telephone: by a caller who did not wait.
        (_, "CANCEL") => HangUp.Abandoned,
        (_, "CHANUNAVAIL" or "CONGESTION") => HangUp.Failed,
        ("0" or "16" or "" or "127", _) or (_, "NOANSWER") => HangUp.NoAnswer,
        _ => HangUp.Failed,
    };

    /// <summary>Why a call nobody answered ended, from the side of who made it.</summary>
    public static HangUp OfCaller(string cause) => OfUnanswered(cause, "") is var why && why == HangUp.NoAnswer && cause is not ("18" or "19") ? HangUp.Abandoned : why;
}
