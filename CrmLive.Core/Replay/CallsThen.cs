using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Calls.Online;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;

namespace CrmLive.Core.Replay;

/// <summary>The call panel at another moment: the same rows <see cref="OnlineView"/> would have read then, shown by the same words.</summary>
internal sealed record CallsThen
{
    // As CallsGoingOn and MissedRule have it.
    private static readonly TimeSpan MissedAtMost = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    public required OfficeTime Time { get; init; }
    public required Past<Call> Calls { get; init; }
    public required Past<User> Users { get; init; }
    public required Past<Absence> Absences { get; init; }

    /// <summary>Those that were to take place about the day.</summary>
    public required IReadOnlyList<IReadOnlyList<Standing<Activity>>> Meetings { get; init; }

    public required Past<Client> Clients { get; init; }
    public required Past<ClientPhone> Phones { get; init; }
    public required Names Names { get; init; }

    public CallsNow At(DateTime moment)
    {
        var users = Users.At(moment).ToDictionary(user => user.Id);
        var calls = Calls.At(moment).ToList();
        var reached = calls.Where(call => call.CallerE164 is not null && CallFace.Of(call).ReachedAt is not null).ToLookup(call => call.CallerE164!);
        var goingOn = calls.Where(call => call.Status.IsGoingOn()).Select(call => Row(call, users, false)).ToList();
        var missed = calls.Where(call => IsOpen(call, reached, moment)).Select(call => Row(call, users, true)).ToList();
        var callers = Callers(goingOn.Concat(missed).Select(row => row.CallerE164).OfType<string>().ToHashSet(), users, moment);
        return new()
        {
            Ready = true,
            Calls = goingOn.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).Select(row => CallsGoingOn.Shown(row, callers.Of(row.CallerE164))).ToValueList(),
            Departments = People.Of(Persons(users.Values, moment)).Shown(goingOn).ToValueList(),
            Missed = MissedList.Of(missed, callers).ToValueList(),
        };
    }

    /// <summary>C11: lost, not taken off by hand, and nobody has spoken with that number since it began.</summary>
    private static bool IsOpen(Call call, ILookup<string, Call> reached, DateTime moment) =>
        CallFace.Of(call).IsLost && call.ClearedById is null && call.StartedAt > moment - MissedAtMost
        && (call.CallerE164 is null || !reached[call.CallerE164].Any(talk =>
            talk.AnsweredAt >= call.StartedAt && talk.AnsweredAt <= call.StartedAt + Memory && talk.StartedAt >= call.StartedAt - LongestWait));

    private CallRow Row(Call call, Dictionary<int, User> users, bool missed) => new()
    {
        Id = call.Id,
        Direction = call.Direction,
        Status = call.Status,
        StartedAt = call.StartedAt,
        TransferredAt = call.TransferredAt,
        EndedAt = call.EndedAt,
        LastEventAt = call.LastEventAt,
        Caller = call.Caller,
        CallerE164 = call.CallerE164,
        CallerName = call.CallerName,
        Line = Names.Line(call.LineId) ?? call.LineNumber,
        Source = Names.Source(call.SourceId),
        Queue = call.Queue,
        Note = call.Note,
        NoteById = call.NoteById,
        NoteBy = NameOf(call.NoteById, users),
        NoteAt = call.NoteAt,
        BranchId = call.BranchId,
        UserId = call.UserId,
        User = NameOf(call.UserId, users),
        MissedOpen = missed,
        ClaimedById = call.ClaimedById,
        ClaimedBy = NameOf(call.ClaimedById, users),
        ClaimedAt = call.ClaimedAt,
        Legs = call.Status.IsGoingOn() ? Legs(call, users) : [],
    };

    private static List<LegRow> Legs(Call call, Dictionary<int, User> users) =>
    [
        .. call.Legs.Where(leg => leg.EndedAt is null).OrderBy(leg => leg.RangAt)
            .Select(leg => new LegRow(leg.UserId, NameOf(leg.UserId, users), leg.Extension, leg.Status, leg.Role, leg.RangAt, leg.AnsweredAt)),
    ];

    private KnownCallers Callers(HashSet<string> numbers, Dictionary<int, User> users, DateTime moment) => KnownCallers.Of(Phones.At(moment)
        .Where(phone => phone.E164 is not null && numbers.Contains(phone.E164))
        .DistinctBy(phone => (phone.E164, phone.ClientId)).OrderBy(phone => phone.ClientId)
        .Select(phone => (phone.E164, Client: Clients.At(phone.ClientId, moment)))
        .Where(known => known.Client is not null)
        .GroupBy(known => known.E164!, known => Caller(known.Client!, users))
        .ToDictionary(number => number.Key, number => number.ToValueList()));

    // When the last contact was, and what is to come, is kept for now and not for then: it stays empty.
    private KnownCaller Caller(Client client, Dictionary<int, User> users) => new()
    {
        Id = client.Id,
        Name = client.DisplayName,
        StatusKey = Names.Status(client.StatusId).Key,
        StatusName = Names.Status(client.StatusId).Name,
        AdvisorId = client.AdvisorId,
        Advisor = NameOf(client.AdvisorId, users),
        IsKey = client.IsKey,
    };

    private IEnumerable<People.Person> Persons(IEnumerable<User> users, DateTime moment)
    {
        var today = Time.DayOf(moment);
        var meetings = Meetings.Select(standings => standings.At(moment)).OfType<Activity>()
            .Where(a => a.Type == ActivityType.Meeting && a.Status == ActivityStatus.Planned && a.StartsAt > moment.AddDays(-1) && a.StartsAt <= moment && a.EndsAt > moment)
            .OrderBy(a => a.StartsAt).ToLookup(a => a.AssignedToId);
        var absences = Absences.At(moment).Where(a => a.From <= today && a.To >= today).ToLookup(a => a.UserId, a => a.To);
        return from user in users
               where !user.Retired && (user.Extension is not null || user.DepartmentId is not null)
               let department = Names.Department(user.DepartmentId)
               let away = absences[user.Id].Select(to => (DateOnly?)to).Max()
               select new People.Person(
                   user.Id, user.FullName, user.Extension, user.DepartmentId, department?.Name, department?.Position ?? int.MaxValue, user.BranchId, user.Away || away is not null,
                   meetings[user.Id].FirstOrDefault()?.StartsAt, meetings[user.Id].FirstOrDefault()?.EndsAt, away is { } to ? Time.Day(to).ToUtc : null);
    }

    private static string? NameOf(int? id, Dictionary<int, User> users) => id is { } known && users.TryGetValue(known, out var user) ? user.FullName : null;
}
