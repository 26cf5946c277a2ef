using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Common;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CrmLive.Core.Activities.Feed;

/// <summary>A calendar as iCalendar text (RFC 5545), and the tag by which a program sees that it has not changed.</summary>
public sealed record FeedText(string Text, string Tag)
{
    internal static FeedText Write(IReadOnlyList<FeedRow> rows, User user, OfficeSettings office, OfficeTime time)
    {
        var words = new MailWords(user.Language ?? office.Language);
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//CrmLive//Calendar//EN", Scale = "GREGORIAN" };
        calendar.AddProperty("X-WR-CALNAME", words["Calendar.Name", user.FullName]);
        calendar.AddProperty("X-WR-TIMEZONE", time.Zone.Id);
        // How often to look again: the first for Outlook, the second for everybody since RFC 7986.
        calendar.AddProperty("X-PUBLISHED-TTL", "PT15M");
        calendar.AddProperty("REFRESH-INTERVAL", "PT15M");
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(time.Zone.Id, rows.Count > 0 ? rows[0].StartsAt.AddYears(-1) : office.CreatedAt, includeHistoricalData: false));
        foreach (var row in rows)
        {
            calendar.Events.Add(Event(row, words, office, time));
        }

        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return new FeedText(text, $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}\"");
    }

    private static CalendarEvent Event(FeedRow row, MailWords words, OfficeSettings office, OfficeTime time)
    {
        var shown = new CalendarEvent
        {
            // The same for ever, and not another office's: two offices may be read into one Outlook.
            Uid = string.Create(CultureInfo.InvariantCulture, $"activity-{row.Id}-{office.CreatedAt.Ticks / TimeSpan.TicksPerSecond:x}@crmlive"),
            Sequence = row.Version,
            DtStamp = Utc(row.CreatedAt),
            Created = Utc(row.CreatedAt),
            DtStart = Local(row.StartsAt, time),
            DtEnd = Local(row.EndsAt > row.StartsAt ? row.EndsAt : row.StartsAt.AddMinutes(1), time),
            Summary = $"{words[$"Type.{row.Type}"]}: {row.Client}",
            Status = row.IsOff ? "CANCELLED" : "CONFIRMED",
            // An e-mail to be written does not make anybody busy.
            Transparency = row.Type is ActivityType.Phone or ActivityType.Meeting && !row.IsOff ? "OPAQUE" : "TRANSPARENT",
            Class = "PRIVATE",
            Location = row.Place is { } place && place.StartsWith("Place.", StringComparison.Ordinal) ? words[place] : row.Place,
            Description = string.Join('\n', new[] { row.Investment, row.Note }.Where(line => !string.IsNullOrWhiteSpace(line))),
        };
        shown.Categories.Add(words[$"Type.{row.Type}"]);
        return shown;
    }

    private static CalDateTime Utc(DateTime at) => new(at, CalDateTime.UtcTzId);

    private static CalDateTime Local(DateTime at, OfficeTime time) => new(time.ToLocal(at), time.Zone.Id);
}
