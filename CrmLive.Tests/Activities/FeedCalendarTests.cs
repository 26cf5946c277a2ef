using CrmLive.Core.Activities;
using CrmLive.Core.Activities.Feed;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

/// <summary>What stands in the feed, on both databases; FeedTests fetches it over HTTP with other programs.</summary>
[Trait("Feature", "A20")]
public sealed class FeedCalendarTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P11")]
    public async Task A_meeting_at_ten_is_at_ten_on_either_side_of_both_changes_of_the_clocks(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        // Warsaw goes forward on the 28th of March 2027 and back on the 31st of October.
        DateTime[] days = [Desk.Wall(10, day: 27, month: 3, year: 2027), Desk.Wall(10, day: 28, month: 3, year: 2027), Desk.Wall(10, day: 30, month: 10, year: 2027), Desk.Wall(10, day: 31, month: 10, year: 2027)];
        foreach (var day in days)
        {
            await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(ActivityType.Meeting, day), default));
        }

        var calendar = Calendar.Load(await ReadAsync(desk))!;

        Assert.Equal(days, calendar.Events.Select(e => e.DtStart!.Value));
        Assert.Equal([9, 8, 8, 9], calendar.Events.Select(e => e.DtStart!.AsUtc.Hour));
        // Outlook knows nothing but what the calendar itself says about the zone.
        var zone = Assert.Single(calendar.TimeZones);
        Assert.Equal([9, 8, 8, 9], calendar.Events.Select(e => (e.DtStart!.Value - OffsetAt(zone, e.DtStart.Value)).Hour));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Each_change_is_a_later_version_of_the_same_event_and_a_cancellation_says_so(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var planned = await desk.PlannedAsync(ActivityType.Meeting);
        var token = await new CalendarFeeds(desk.Office.Crm).CreateAsync(desk.Me, default);
        var first = await EventAsync(desk, token);
        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, planned.Id, planned.Version, Desk.Wall(15), null, default));
        var moved = await EventAsync(desk, token);
        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(planned.Id), ActivityStatus.Cancelled));
        var off = await EventAsync(desk, token);

        Assert.Single(new[] { first.Uid, moved.Uid, off.Uid }.Distinct());
        Assert.True(first.Sequence < moved.Sequence && moved.Sequence < off.Sequence);
        Assert.Equal((Desk.Wall(12), Desk.Wall(15)), (first.DtStart!.Value, moved.DtStart!.Value));
        Assert.Equal(("CONFIRMED", "CONFIRMED", "CANCELLED"), (first.Status, moved.Status, off.Status));
        Assert.Equal("TRANSPARENT", off.Transparency);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_revoked_address_a_replaced_one_and_that_of_somebody_who_left_tell_nothing(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PlannedAsync();
        var feeds = new CalendarFeeds(desk.Office.Crm);
        var replaced = await feeds.CreateAsync(desk.Me, default);
        var revoked = await feeds.CreateAsync(desk.Me, default);
        Assert.Equal((true, false), (await feeds.ReadAsync(replaced, default) is null, await feeds.ReadAsync(revoked, default) is null));
        await feeds.RevokeAsync(desk.Me, default);
        Assert.Null(await feeds.ReadAsync(revoked, default));
        var left = await feeds.CreateAsync(desk.Me, default);
        await desk.ChangeAsync(async db => (await db.Set<User>().SingleAsync(u => u.Id == desk.Anna.Id)).Retired = true);
        Assert.Null(await feeds.ReadAsync(left, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_did_not_change_has_the_same_tag_and_only_ones_own_is_told(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var feeds = new CalendarFeeds(desk.Office.Crm);
        await desk.PlannedAsync();
        var token = await feeds.CreateAsync(desk.Me, default);
        var before = await feeds.ReadAsync(token, default);
        await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(ActivityType.Meeting, Desk.Wall(16)) with { AssignedToId = desk.Jan.Id }, default));
        desk.Office.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(before, await feeds.ReadAsync(token, default));
        await desk.PlannedAsync(ActivityType.Meeting, Desk.Wall(9, day: 25));
        Assert.NotEqual(before!.Tag, (await feeds.ReadAsync(token, default))!.Tag);
    }

    private static async Task<string> ReadAsync(Desk desk)
    {
        var feeds = new CalendarFeeds(desk.Office.Crm);
        return (await feeds.ReadAsync(await feeds.CreateAsync(desk.Me, default), default))!.Text;
    }

    private static async Task<CalendarEvent> EventAsync(Desk desk, string token) =>
        Assert.Single(Calendar.Load((await new CalendarFeeds(desk.Office.Crm).ReadAsync(token, default))!.Text)!.Events);

    /// <summary>As a program without a table of zones reckons: the observance that began last.</summary>
    private static TimeSpan OffsetAt(VTimeZone zone, DateTime local)
    {
        var began = zone.TimeZoneInfos
            .SelectMany(rule => new[] { local.Year - 1, local.Year }.Select(year => (At: Onset(rule, year), rule.OffsetTo)))
            .Where(onset => onset.At <= local).MaxBy(onset => onset.At);
        return began.OffsetTo!.Offset;
    }

    private static DateTime Onset(VTimeZoneInfo rule, int year)
    {
        // "The last Sunday of October at three", as RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 says.
        var (at, recurs) = (rule.Start!.Value, rule.RecurrenceRule!);
        var (month, day) = (Assert.Single(recurs.ByMonth), Assert.Single(recurs.ByDay));
        Assert.Equal(((int?)-1, DayOfWeek.Sunday), (day.Offset, day.DayOfWeek));
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), at.Hour, at.Minute, 0, DateTimeKind.Unspecified);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
