using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using CrmLive.Web.Activities;
using CrmLive.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Calendar;

/// <summary>One person's calendar on one screen: what it shows by their choice, and what becomes of what they drag.</summary>
public sealed partial class CalendarDesk(
    CrmDb crm, SignedIn me, ActivityQueries activities, ActivityCommands commands, ClashFinder clashes, AbsenceQueries absences,
    ActivityNews news, Remarks remarks, ClashWords words, When when,
    IStringLocalizer<CalendarText> text, IStringLocalizer<ActivitiesText> activityText, IStringLocalizer<SharedText> shared)
{
    /// <summary>Chosen on the page; the calendar is told when it changes.</summary>
    public CalendarChoice Choice { get; set; } = new();

    /// <summary>The day to open on; null where it was left.</summary>
    public DateOnly? OpensOn { get; set; }

    /// <summary>Everybody whose calendar may be seen, oneself first.</summary>
    public IReadOnlyList<Choice> People { get; set; } = [];

    /// <summary>Who works in the chosen branch; null while none is chosen.</summary>
    public IReadOnlyList<Choice>? OfBranch { get; set; }

    /// <summary>The columns of the team's day.</summary>
    public IReadOnlyList<Choice> Columns => Choice is { Whose: Whose.Chosen, People.Count: > 0 }
        ? [.. People.Where(person => Choice.People.Contains(person.Id))]
        : OfBranch ?? People;

    /// <summary>One person's calendar: their absence shades the day.</summary>
    public bool IsOne => Choice.ToFilter(me.Actor).People.Count == 1;

    private OfficeTime Time => crm.Office.Time;

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    public UtcRange RangeOf(string from, string to) => new(Time.ToUtc(CalendarRows.Parse(from)), Time.ToUtc(CalendarRows.Parse(to)));

    public CalendarRows Spell() => new(Time, Now, namesPeople: !IsOne);

    // Off the circuit: SQLite blocks its thread, and the screen must go on taking keys.
    public Task<IReadOnlyList<CalendarRow>> RowsAsync(UtcRange range, bool asTeam, IReadOnlyCollection<int> ids, CancellationToken ct) =>
        Task.Run(() => activities.CalendarAsync(me.Actor, range, Choice.ToFilter(me.Actor, asTeam) with { Ids = ids }, ct), ct);

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
    /// <param name="was">As it is shown; what moved can be put back there.</param>
    public async Task<bool> MoveAsync(Held held, CalendarRow? was, CancellationToken ct)
    {
        var (start, end) = (CalendarRows.Parse(held.Start), CalendarRows.Parse(held.End));
        var saved = await SaveAsync(async () => await OtherPersonAsync(held, ct) is { } draft
            ? await commands.EditAsync(me.Actor, held.Id, held.Version, draft with { Start = start, End = end > start ? end : null }, null, ct)
            : await commands.MoveAsync(me.Actor, held.Id, held.Version, start, end > start ? end : null, ct));
        if (saved && was is not null)
        {
            // What is saved is the next version: had a colleague been quicker, nothing would have been.
            remarks.Offer(
                text["Moved", NameOf(was), Stretch(Time.ToUtc(start), Time.ToUtc(end))],
                () => PutBackAsync(was, held.Version + 1));
        }

        return saved;
    }

    private async Task PutBackAsync(CalendarRow was, int version)
    {
        var place = new FormerPlace(was.StartsAt, was.EndsAt, was.AssignedToId);
        if (await SaveAsync(() => commands.PutBackAsync(me.Actor, was.Id, version, place, default)))
        {
            news.Good(text["PutBack", NameOf(was), Stretch(was.StartsAt, was.EndsAt)]);
        }
    }

    private string NameOf(CalendarRow row) => row.Client is { Length: > 0 } client ? client : activityText[$"Type.{row.Type}"];

    private string Stretch(DateTime start, DateTime end) => $"{when.Weekday(start)} {when.Time(start)}–{when.Time(end)}";

    private async Task<bool> SaveAsync(Func<Task<Saved>> change)
    {
        try
        {
            return news.Tell(await change());
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
