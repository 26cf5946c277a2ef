using System.Globalization;
using CrmLive.Core.Common;
using CrmLive.Core.Mail;

namespace CrmLive.Core.Activities.Reminding;

/// <summary>What a reminder says, in the language of who receives it.</summary>
internal static class ReminderMail
{
    public static OutboxMail Of(DueReminder due, MailTexts texts, OfficeTime time, MailOptions options, DateTime now)
    {
        var words = new MailWords(due.Language);
        var local = time.ToLocal(due.StartsAt);
        var mail = texts[MailKind.Reminder, words].Fill(new Dictionary<string, string?>
        {
            ["what"] = words[$"Type.{due.Type}"],
            ["client"] = due.Client,
            ["time"] = local.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["when"] = local.ToString("dddd, d MMMM yyyy, HH:mm", words.Culture),
            ["phone"] = due.Phone,
            ["place"] = due.Place is { } place && place.StartsWith("Place.", StringComparison.Ordinal) ? words[place] : due.Place,
            ["investment"] = due.Investment,
            ["note"] = due.Note,
            ["link"] = options.LinkTo($"clients/{due.ClientId.ToString(CultureInfo.InvariantCulture)}"),
        });
        return new OutboxMail
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"reminder-{due.Id}-{due.RemindAt:yyyyMMddHHmmss}"),
            To = due.Email!,
            Subject = mail.Subject,
            Body = mail.Body,
            QueuedAt = now,
            DueAt = now,
            // Nobody wants last week's reminders when the mail server is back.
            ExpiresAt = ((due.EndsAt ?? due.StartsAt) is var end && end > now ? end : now).AddDays(1),
            ClientId = due.ClientId,
        };
    }
}
