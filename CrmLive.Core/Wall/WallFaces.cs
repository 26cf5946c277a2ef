using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Wall;

// All that a wall is ever told. No record here may carry a client's name, number or address: what is not here cannot leak (K13).

/// <summary>People by rank, and what all of them together have done.</summary>
public sealed record WallPeople(
    bool Failed, DateOnly Day, decimal WeekElapsed, decimal DayElapsed, WallTotal Today, WallTotal Week, ValueList<WallPerson> People);

public sealed record WallTotal(WallMark All, WallMark Meetings, WallMark Calls, WallMark Emails);

public sealed record WallMark(int Fact, decimal Plan, Tone Tone);

public sealed record WallPerson(int Id, string Name, int Rank, int OwnRank, long Points, WallMark Week, WallMark Today, int Meetings, int Calls, int Emails);

/// <summary>Calls now and missed ones, the most urgent first; the counts are of all.</summary>
public sealed record WallCalls(bool Ready, bool Failed, int CallCount, ValueList<WallCall> Calls, int MissedCount, ValueList<WallMissed> Missed, int Free, int Present);

public sealed record WallCall(int Id, CallDirection Direction, CallStatus Status, DateTime Since, string? From, string? With);

public sealed record WallMissed(int Id, DateTime At, CallStatus Status, string? From, int Tries, string? ClaimedBy);

/// <summary>Submissions that wait, and what was signed this month.</summary>
public sealed record WallDeals(bool Failed, int Pending, DateTime? Oldest, int SignedToday, ValueList<WallKind> Kinds, ValueList<WallSigned> Signed, ValueList<WallSeller> Sellers);

public sealed record WallKind(AgreementKind Kind, int Count);

public sealed record WallSigned(int Id, AgreementKind Kind, string Unit, string Investment, string? Advisor, DateTime At);

public sealed record WallSeller(string Name, int Count);

/// <summary>The day's calls by the hour; hours of rest at both ends are left out.</summary>
public sealed record WallHours(int First, ValueList<int> Answered, ValueList<int> Missed, ValueList<int> Out);
