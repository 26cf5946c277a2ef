using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Online;

/// <summary>Who is free (C7): the exchange knows better than the calendar, the calendar better than nothing.</summary>
internal sealed class People
{
    private List<Person> _all = [];

    internal sealed record Person(int Id, string Name, string? Extension, int? DepartmentId, string? Department, int Position, int? BranchId, bool Away, DateTime? MeetingFrom, DateTime? MeetingTo, DateTime? AwayTo);

    /// <summary>As they were at another moment.</summary>
    public static People Of(IEnumerable<Person> all) => new() { _all = [.. all] };

    /// <summary>Everybody with a telephone or a department, and what their calendar says about this moment.</summary>
    public async Task ReadAsync(CrmDbContext db, OfficeTime office, DateTime now, CancellationToken ct)
    {
        var today = office.DayOf(now);
        var rows = await db.Set<User>().Where(u => !u.Retired && (u.Extension != null || u.DepartmentId != null)).Select(u => new
        {
            u.Id,
            u.FirstName,
            u.LastName,
            u.Extension,
            u.DepartmentId,
            Department = u.Department!.Name,
            Position = (int?)u.Department.Position,
            u.BranchId,
            u.Away,
            AbsentTo = db.Set<Absence>().Where(a => a.UserId == u.Id && a.From <= today && a.To >= today).Max(a => (DateOnly?)a.To),
        }).ToListAsync(ct);
        // Of their own, and once: as the first of each person's list, EF would number all meetings of the year. None lasts longer than a day.
        var since = now.AddDays(-1);
        var meetings = (await db.Set<Activity>()
            .Where(a => a.Type == ActivityType.Meeting && a.Status == ActivityStatus.Planned && a.StartsAt > since && a.StartsAt <= now && a.EndsAt > now)
            .OrderBy(a => a.StartsAt).Select(a => new { a.AssignedToId, a.StartsAt, a.EndsAt }).ToListAsync(ct)).ToLookup(meeting => meeting.AssignedToId);
        _all = [.. rows.Select(r => new Person(
            r.Id, $"{r.FirstName} {r.LastName}", r.Extension, r.DepartmentId, r.Department, r.Position ?? int.MaxValue, r.BranchId,
            r.Away || r.AbsentTo is not null, meetings[r.Id].FirstOrDefault()?.StartsAt, meetings[r.Id].FirstOrDefault()?.EndsAt, r.AbsentTo is { } to ? office.Day(to).ToUtc : null))];
    }

    public IEnumerable<DepartmentNow> Shown(IEnumerable<CallRow> goingOn)
    {
        var busy = goingOn.SelectMany(call => call.Legs.Where(leg => leg.UserId is not null).Select(leg => (Call: call, Leg: leg)))
            .GroupBy(on => on.Leg.UserId!.Value)
            // Who talks while a second call rings talks.
            .ToDictionary(on => on.Key, on => on.OrderByDescending(one => one.Leg.AnsweredAt is not null).ThenBy(one => one.Leg.RangAt).First());
        return _all.GroupBy(person => (Id: person.DepartmentId ?? 0, person.Department, person.Position))
            .OrderBy(department => department.Key.Position).ThenBy(department => department.Key.Id)
            .Select(department => new DepartmentNow
            {
                Id = department.Key.Id,
                Name = department.Key.Department ?? "",
                Employees = department.OrderBy(person => person.Name, StringComparer.InvariantCulture)
                    .Select(person => Shown(person, busy.TryGetValue(person.Id, out var on) ? on : null)).ToValueList(),
            });
    }

    private static EmployeeNow Shown(Person person, (CallRow Call, LegRow Leg)? on)
    {
        var employee = new EmployeeNow { UserId = person.Id, Name = person.Name, Extension = person.Extension, BranchId = person.BranchId };
        if (on is { Leg: var leg, Call: var call })
        {
            // Who rings out is not being rung: nobody can put a call through to them.
            var ringsOut = call.Direction == CallDirection.Outbound && leg.Role == LegRole.Operator;
            return leg.AnsweredAt is not null || ringsOut
                ? employee with { State = EmployeeState.OnCall, Since = leg.AnsweredAt ?? leg.RangAt, CallId = call.Id }
                : employee with { State = EmployeeState.Ringing, Since = leg.RangAt, CallId = call.Id };
        }
        if (person.Away) return employee with { State = EmployeeState.Away, Until = person.AwayTo };
        return person.MeetingTo is { } until
            ? employee with { State = EmployeeState.InMeeting, Since = person.MeetingFrom, Until = until }
            : employee;
    }
}
