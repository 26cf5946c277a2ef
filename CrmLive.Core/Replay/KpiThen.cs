using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;

namespace CrmLive.Core.Replay;

/// <summary>Plans, contacts and points as <see cref="KpiView"/> would have read them then.</summary>
internal sealed record KpiThen
{
    public required OfficeTime Time { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Of this week, in the order in which they began to count.</summary>
    public required IReadOnlyList<ContactStep> Contacts { get; init; }

    public required Past<User> Users { get; init; }

    /// <summary>The roles that serve clients.</summary>
    public required IReadOnlySet<int> Sellers { get; init; }

    public required Past<Plan> Plans { get; init; }
    public required Past<RolePlan> RolePlans { get; init; }
    public required Past<Weights> Weights { get; init; }

    public KpiNow At(DateTime moment)
    {
        var (week, today) = (KpiPeriod.Of(Time, Time.Week(Day)), new KpiPeriod(Day, Day));
        var contacts = Contacts.TakeWhile(step => step.At <= moment).GroupBy(step => (step.UserId, step.Day))
            .ToDictionary(g => g.Key, g => g.Aggregate(default(Tally), (sum, step) => sum + step.Tally));
        var spans = WeightSpans.Of(Weights.At(moment), week.First, week.Last);
        var users = Users.At(moment).OrderBy(user => user.Id).ToList();
        var ofToday = Members(today, users, moment).ToDictionary(member => member.UserId);
        return new()
        {
            Ready = true,
            Day = Day,
            WeekElapsed = decimal.Round(WorkShare.Elapsed(Time, week.First, week.Last, moment), 3),
            DayElapsed = decimal.Round(WorkShare.Elapsed(Time, Day, Day, moment), 3),
            People = Members(week, users, moment).Join(users, member => member.UserId, user => user.Id, (member, user) =>
            {
                var parts = spans.Select(span => (Facts: Sum(contacts, user.Id, span.First, span.Last), span.Weights)).ToList();
                return new Kpi.Standing
                {
                    UserId = user.Id,
                    Name = member.Name,
                    BranchId = user.BranchId,
                    Facts = parts.Aggregate(default(Tally), (sum, part) => sum + part.Facts),
                    Plan = member.Plan,
                    Points = parts.Sum(part => part.Facts.Points(part.Weights)),
                    FactsToday = ofToday.ContainsKey(user.Id) ? Sum(contacts, user.Id, Day, Day) : default,
                    PlanToday = ofToday.GetValueOrDefault(user.Id)?.Plan ?? default,
                };
            }).ToValueList(),
        };
    }

    private IReadOnlyList<Member> Members(KpiPeriod period, IEnumerable<User> users, DateTime moment)
    {
        var people = users.Select(u => new Employed(u.Id, u.FullName, u.RoleId, Sellers.Contains(u.RoleId), u.Retired, u.EmployedFrom, u.EmployedUntil)).ToList();
        var defaults = RolePlans.At(moment).ToList();
        var runs = Department.Runs(period, people, defaults);
        return Department.Of(Time, period, runs, people, Planned.Of(runs, Plans.At(moment)), defaults, []);
    }

    private static Tally Sum(Dictionary<(int, DateOnly), Tally> contacts, int user, DateOnly first, DateOnly last)
    {
        var sum = default(Tally);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            sum += contacts.GetValueOrDefault((user, day));
        }

        return sum;
    }
}
