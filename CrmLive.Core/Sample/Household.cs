using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;

namespace CrmLive.Core.Sample;

/// <summary>The employees as users: sign-ins of the year, leave, weekly plans.</summary>
internal sealed class Household(Scenery scene, Shifts shifts, IReadOnlyDictionary<string, int> roles, string passwordHash)
{
    public void Settle(DateOnly first, DateOnly last)
    {
        foreach (var employee in Scenery.Cast.Everyone)
        {
            var user = AsUser(employee);
            scene.World.Users.Add(user);
            foreach (var (from, to, sick) in shifts.LeaveOf(employee.Id).Where(leave => leave.To >= first && leave.From <= last))
            {
                scene.World.Absences.Add(new Absence { Id = scene.World.Absences.Count + 1, UserId = employee.Id, From = from, To = to, Note = sick ? null : "urlop" });
            }

            SignIns(employee, user, first);
        }

        Plans(first, last);
    }

    private User AsUser(Employee employee) => new()
    {
        Id = employee.Id,
        FirstName = employee.FirstName,
        LastName = employee.LastName,
        UserName = employee.Login,
        NormalizedUserName = employee.Login.ToUpperInvariant(),
        Email = employee.Email,
        NormalizedEmail = employee.Email.ToUpperInvariant(),
        EmailConfirmed = true,
        PasswordHash = passwordHash,
        SecurityStamp = $"sample-{employee.Id}",
        ConcurrencyStamp = $"sample-{employee.Id}",
        LockoutEnabled = true,
        RoleId = roles[employee.RoleKey],
        BranchId = employee.Branch,
        DepartmentId = Premises.DepartmentOf(employee),
        SalesOfficeId = employee.Branch,
        Extension = employee.Extension,
        SearchKey = SearchKey.Of(employee.FirstName, employee.LastName, employee.Extension),
    };

    /// <summary>One browser a working day; ended in the evening, so that nobody of the past is still signed in.</summary>
    private void SignIns(Employee employee, User user, DateOnly first)
    {
        var dice = Dice.For(scene.Seed, "sign-ins", employee.Id);
        for (var day = first; day <= scene.Time.DayOf(scene.Now); day = day.AddDays(1))
        {
            if (shifts.On(employee.Id, day) is not { } shift)
            {
                continue;
            }

            var from = scene.Time.ToUtc(day, TimeOnly.MinValue.AddMinutes(shift.From + dice.Between(-6, 4)));
            var to = scene.Time.ToUtc(day, TimeOnly.MinValue.AddMinutes(shift.To + dice.Between(-5, 15)));
            if (to >= scene.Now)
            {
                return;
            }

            var session = new SignInSession
            {
                Key = $"sample-{employee.Id}-{day:yyyyMMdd}", UserId = employee.Id, StartedAt = from, LastSeenAt = to, EndedAt = to,
                Ip = $"192.0.2.{employee.Id}", Browser = "Chrome", Mobile = dice.Chance(0.12),
            };
            scene.World.Sessions.Add(session);
            scene.World.Journal.Write(from, employee, "user.signed-in", user, seconds: (int)(to - from).TotalSeconds);
        }
    }

    /// <summary>The same goal for all, less for juniors: who is behind is behind.</summary>
    private void Plans(DateOnly first, DateOnly last)
    {
        for (var week = OfficeTime.MondayOf(first); week <= last; week = week.AddDays(7))
        {
            foreach (var advisor in Scenery.Cast.Advisors)
            {
                var junior = advisor.Temper.Share < 0.7;
                var (meetings, calls, emails) = junior ? (2, 18, 7) : (4, 30, 12);
                scene.World.Plans.Add(new Plan
                {
                    Id = scene.World.Plans.Count + 1, UserId = advisor.Id, Week = week,
                    Meetings = meetings, Calls = calls, Emails = emails, Total = meetings + calls + emails, Version = 1,
                });
            }
        }

        // Who is hired tomorrow begins with a junior's.
        scene.World.RolePlans.Add(new RolePlan { Id = 1, RoleId = roles["advisor"], FromWeek = OfficeTime.MondayOf(first), Meetings = 2, Calls = 18, Emails = 7 });
        // In spring the office thought less of a meeting.
        scene.World.Weights.Add(new Weights { Id = 1, ValidFrom = first.AddDays(-1), Meeting = 4 });
        scene.World.Weights.Add(new Weights { Id = 2, ValidFrom = first.AddDays(200) });
    }
}
