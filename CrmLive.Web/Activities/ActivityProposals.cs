using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Web.Account;

namespace CrmLive.Web.Activities;

/// <summary>What the dialog begins with, so that most activities are two clicks: a sensible hour, person and next step.</summary>
public sealed class ActivityProposals(CrmDb crm, SignedIn me)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private DateTime Now => crm.Office.Time.ToLocal(crm.Clock.GetUtcNow().UtcDateTime);

    public ActivityEntry First(ActivityAddress asked)
    {
        var type = asked.Type ?? (asked.From is not null && asked.To is not null ? ActivityType.Meeting : ActivityType.Phone);
        var entry = new ActivityEntry { Type = type, Status = asked.Ask == ActivityAsk.Register ? type.WhenDone : type.WhenPlanned };
        var start = asked switch
        {
            { From: { } from, WholeDay: false } => from,
            { From: { } day } => HourOf(DateOnly.FromDateTime(day)),
            { Ask: ActivityAsk.Register } => Now - type.UsualLength,
            _ => InOffice(Now + Quarter),
        };
        start = asked.From is null || asked.WholeDay ? Round(start, asked.Ask == ActivityAsk.Register) : start;
        entry.Take(start, asked.To ?? start + type.UsualLength);
        return entry;
    }

    /// <summary>Two working days on at the same hour: late enough to have news, soon enough to be remembered.</summary>
    public ActivityEntry Next(ActivityEntry after)
    {
        var entry = new ActivityEntry { Type = ActivityType.Phone, Status = ActivityStatus.Planned, AssignedToId = after.AssignedToId, InvestmentId = after.InvestmentId };
        var hour = after.From is { } from && from > new TimeOnly(0, 0) ? from : TimeOnly.FromDateTime(Now);
        var start = InOffice(WorkingDay(2).ToDateTime(hour));
        entry.Take(Round(start, back: false), Round(start, back: false) + entry.Type.UsualLength);
        return entry;
    }

    /// <summary>The n-th day from today that the office is open.</summary>
    public DateOnly WorkingDay(int days)
    {
        var day = DateOnly.FromDateTime(Now);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            left -= crm.Office.Time.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    public int WhoseIs(ActivityAddress asked, ClientCard client, ActivityChoices choices)
    {
        bool CanBe(int? person) => choices.People.Any(one => one.Id == person);
        return asked.Person is { } wanted && CanBe(wanted) ? wanted
            : me.Actor.UserId is { } mine && CanBe(mine) ? mine
            : client.AdvisorId is { } advisor && CanBe(advisor) ? advisor
            : me.Actor.UserId ?? 0;
    }

    private DateTime HourOf(DateOnly day) =>
        day == DateOnly.FromDateTime(Now) ? InOffice(Now + Quarter) : day.ToDateTime(crm.Office.Time.Hours.On(day.DayOfWeek)?.Opens ?? new TimeOnly(9, 0));

    private DateTime InOffice(DateTime local) => crm.Office.Time.ToLocal(crm.Office.Time.NextOpen(crm.Office.Time.ToUtc(local)));

    private static DateTime Round(DateTime at, bool back) => new((at.Ticks + (back ? 0 : Quarter.Ticks - 1)) / Quarter.Ticks * Quarter.Ticks);
}
