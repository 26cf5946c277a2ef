using CrmLive.Core.Activities;
using CrmLive.Core.Calls;

namespace CrmLive.Tests.Web;

/// <summary>Rows of the panel, named so that a test reads like the situation it is about.</summary>
internal static class Rows
{
    public static CallNow Call(int id, CallStatus status = CallStatus.Talking) => new()
    {
        Id = id,
        Status = status,
        StartedAt = Screen.Noon.AddSeconds(-30),
        Since = Screen.Noon.AddSeconds(-30),
        Number = $"+48 600 111 {id:000}",
        NumberE164 = $"+48600111{id:000}",
        Line = "Main line",
        Source = "Otodom",
    };

    public static KnownCaller Client(int id, string name) => new()
    {
        Id = id,
        Name = name,
        StatusKey = "offer",
        Advisor = "Marek Lis",
        AdvisorId = 7,
        LastContactAt = Screen.Noon.AddDays(-1),
        NextActivityAt = Screen.Noon.AddDays(1),
        NextActivity = ActivityType.Meeting,
    };

    public static CallNow Rings(this CallNow call, int userId, string name = "Anna Mazur") =>
        call with { Status = CallStatus.Ringing, Parties = [new CallParty(userId, name, "201", LegStatus.Ringing, LegRole.Operator)] };

    public static MissedNow Missed(int callId) => new()
    {
        CallId = callId,
        MissedAt = Screen.Noon.AddMinutes(-3),
        Status = CallStatus.Missed,
        Number = "+48 600 111 999",
        NumberE164 = "+48600111999",
        CallerName = "KOWALSKI J",
    };
}
