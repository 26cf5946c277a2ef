using CrmLive.Core.Calls;

namespace CrmLive.Web.Calls;

/// <summary>How a state looks: a colour and an icon, which never stand without the word beside them.</summary>
public static class CallLook
{
    public static string Tone(CallStatus status) => status switch
    {
        CallStatus.Ringing or CallStatus.Transferring => "waiting",
        CallStatus.Talking => "talking",
        CallStatus.Answered or CallStatus.TransferredAnswered => "good",
        CallStatus.OnHold => "off",
        _ => "bad",
    };

    public static string Icon(CallStatus status) => status switch
    {
        CallStatus.Ringing => "ringing",
        CallStatus.Talking => "talking",
        CallStatus.OnHold => "hold",
        CallStatus.Transferring or CallStatus.TransferredNotAnswered => "transferring",
        CallStatus.Answered or CallStatus.TransferredAnswered => "answered",
        CallStatus.Declined => "declined",
        CallStatus.Busy => "busy",
        CallStatus.Failed => "failed",
        _ => "missed",
    };

    public static string Tone(EmployeeState state) => state switch
    {
        EmployeeState.Free => "good",
        EmployeeState.Ringing => "waiting",
        EmployeeState.OnCall => "talking",
        _ => "off",
    };

    public static string Icon(EmployeeState state) => state switch
    {
        EmployeeState.Free => "free",
        EmployeeState.Ringing => "ringing",
        EmployeeState.OnCall => "talking",
        EmployeeState.InMeeting => "meeting",
        _ => "away",
    };
}
