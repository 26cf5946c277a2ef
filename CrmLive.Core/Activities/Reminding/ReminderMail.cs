using System.Globalization;
using System.Text;
using CrmLive.Core.Common;
using CrmLive.Core.Mail;

namespace CrmLive.Core.Activities.Reminding;

/// <summary>What a reminder says, in the language of who receives it.</summary>
internal static class ReminderMail
{
    public static OutboxMail Of(DueReminder due, OfficeTime time, MailOptions options, DateTime now)
    {
        var words = new MailWords(due.Language);
        var local = time.ToLocal(due.StartsAt);
        var body = new StringBuilder();
        body.Append(words["Reminder.Hello", words[$"Type.{due.Type}"], due.Client]).Append("\n\n");
        Line("Reminder.When", local.ToString("dddd, d MMMM yyyy, HH:mm", words.Culture));
        Line("Reminder.Phone", due.Phone);
        Line("Reminder.Place", due.Place is { } place && place.StartsWith("Place.", StringComparison.Ordinal) ? words[place] : due.Place);
        Line("Reminder.Investment", due.Investment);
        Line("Reminder.Note", due.Note);
        if (options.LinkTo($"clients/{due.ClientId.ToString(CultureInfo.InvariantCulture)}") is { } link)
        {
            body.Append('\n').Append(link).Append('\n');
        }

        return new OutboxMail
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"reminder-{due.Id}-{due.RemindAt:yyyyMMddHHmmss}"),
            To = due.Email!,
            Subject = words["Reminder.Subject", local.ToString("HH:mm", CultureInfo.InvariantCulture), words[$"Type.{due.Type}"], due.Client],
            Body = body.ToString(),
            QueuedAt = now,
            DueAt = now,
            // Nobody wants last week's reminders when the mail server is back.
            ExpiresAt = ((due.EndsAt ?? due.StartsAt) is var end && end > now ? end : now).AddDays(1),
            ClientId = due.ClientId,
        };

        void Line(string word, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                body.Append(words[word]).Append(": ").Append(value).Append('\n');
            }
        }
    }
}
