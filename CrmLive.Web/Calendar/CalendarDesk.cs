using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using CrmLive.Web.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Calendar;

/// <summary>One person's calendar on one screen: what it shows by their choice, and what becomes of what they drag.</summary>
public sealed partial class CalendarDesk(
    CrmDb crm, SignedIn me, ActivityQueries activities, ActivityCommands commands, ClashFinder clashes, AbsenceQueries absences,
    ActivityNews news, ClashWords words, IStringLocalizer<CalendarText> text, IStringLocalizer<ActivitiesText> activityText)
{
    /// <summary>Chosen on the page; the calendar is told when it changes.</summary>
    public CalendarChoice Choice { get; set; } = new();

    /// <summary>The day to open on; null where it was left.</summary>
    public DateOnly? OpensOn { get; set; }

    /// <summary>Everybody whose calendar may be seen, oneself first.</summary>
    public IReadOnlyList<Choice> People { get; set; } = [];

    /// <summary>The columns of the team's day.</summary>
    public IReadOnlyList<Choice> Columns => Choice is { Whose: Whose.Chosen, People.Count: > 0 }
        ? [.. People.Where(person => Choice.People.Contains(person.Id))]
        : People;

    /// <summary>One person's calendar: their absence shades the day.</summary>
    public bool IsOne => Choice.ToFilter(me.Actor).People.Count == 1;

    private OfficeTime Time => crm.Office.Time;

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    public UtcRange RangeOf(string from, string to) => new(Time.ToUtc(CalendarRows.Parse(from)), Time.ToUtc(CalendarRows.Parse(to)));

    public CalendarRows Spell() => new(Time, Now, namesPeople: !IsOne);

    // Off the circuit: SQLite blocks its thread, and the screen must go on taking keys.
    public Task<IReadOnlyList<CalendarRow>> RowsAsync(UtcRange range, bool asTeam, IReadOnlyCollection<int> ids, CancellationToken ct) =>
        Task.Run(() => activities.CalendarAsync(me.Actor, range, Choice.ToFilter(me.Actor, asTeam) with { Ids = ids }, ct), ct);

    /// <summary>Holidays and absences within the days shown.</summary>
    public async Task<IReadOnlyList<object[]>> MarksAsync(UtcRange range, bool asTeam, CancellationToken ct)
    {
        var (first, last) = (Time.DayOf(range.FromUtc), Time.DayOf(range.ToUtc.AddTicks(-1)));
        var people = Choice.ToFilter(me.Actor, asTeam).People;
        var away = await Task.Run(() => absences.AwayAsync(me.Actor, first, last, people.Count == 0 ? null : people, ct), ct);
        var marks = away.Select(one => CalendarRows.Of(one, IsOne || asTeam ? text["Away"] : text["AwayWho", one.Name])).ToList();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (Time.IsHoliday(day))
            {
                marks.Add(CalendarRows.Holiday(day, text["Holiday"]));
            }
        }

        return marks;
    }

    /// <summary>What stands in the way of where something is held, in words; nothing while nothing does.</summary>
    public async Task<IReadOnlyList<string>> ClashesAsync(Held held, CalendarRow? row, CancellationToken ct)
    {
        var (start, end) = (CalendarRows.Parse(held.Start), CalendarRows.Parse(held.End));
        var wanted = new WantedTime
        {
            Type = row?.Type ?? ActivityType.Meeting,
            Start = start,
            End = end > start ? end : null,
            AssignedToId = held.Person != 0 ? held.Person : me.Actor.UserId ?? 0,
            ClientId = row?.ClientId,
            PlaceId = row?.PlaceId,
            ExceptId = row?.Id,
        };
        var found = await Task.Run(() => clashes.ClashesAsync(me.Actor, wanted, ct), ct);
        return [.. found.Take(4).Select(words.Of)];
    }

    /// <summary>Dropped or pulled. False when it stays where it was; why, has then been said.</summary>
    public async Task<bool> MoveAsync(Held held, CancellationToken ct)
    {
        try
        {
            var (start, end) = (CalendarRows.Parse(held.Start), CalendarRows.Parse(held.End));
            var saved = await (await OtherPersonAsync(held, ct) is { } draft
                ? commands.EditAsync(me.Actor, held.Id, held.Version, draft with { Start = start, End = end > start ? end : null }, null, ct)
                : commands.MoveAsync(me.Actor, held.Id, held.Version, start, end > start ? end : null, ct));
            return news.Tell(saved);
        }
        catch (Exception fault) when (fault is AccessRefused or DbException or DbUpdateException)
        {
            return news.Tell(fault);
        }
    }

    /// <summary>The activity as the person whose column it was dropped on would have it; null when it stays with whom it was.</summary>
    private async Task<ActivityDraft?> OtherPersonAsync(Held held, CancellationToken ct) =>
        held.Person != 0 && await activities.OneAsync(me.Actor, held.Id, ct) is { } face && face.Draft.AssignedToId != held.Person
            ? face.Draft with { AssignedToId = held.Person }
            : null;
}
