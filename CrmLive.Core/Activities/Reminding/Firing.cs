using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;

namespace CrmLive.Core.Activities.Reminding;

/// <summary>Claims a due reminder and writes what follows from it; whoever finds it claimed already does nothing.</summary>
internal sealed class Firing(DirectWrite write, MailTexts texts, MailOptions mail, DateTime now)
{
    // Not a new version of the activity: its person may have it open, writing.
    private readonly DbCommand _claim = write.Command(
        $"""UPDATE "Activities" SET "RemindedAt" = @Now WHERE "Id" = @Id AND "RemindAt" = @At AND {ActivityClock.Reminding}""", "Now", "Id", "At");

    private readonly DbCommand _notice = write.Command(
        """
        INSERT INTO "Reminders" ("ActivityId", "UserId", "RemindAt", "FiredAt", "ShowAt") VALUES (@Activity, @User, @At, @Now, @Now)
        ON CONFLICT ("ActivityId", "RemindAt") DO NOTHING
        """,
        "Activity", "User", "At", "Now");

    private readonly OutboxInsert _outbox = new(write);

    public async Task<bool> FireAsync(DueReminder due, CancellationToken ct)
    {
        _claim.Set(now, due.Id, due.RemindAt);
        if (await _claim.ExecuteNonQueryAsync(ct) == 0)
        {
            return false;
        }

        _notice.Set(due.Id, due.UserId, due.RemindAt, now);
        await _notice.ExecuteNonQueryAsync(ct);
        write.Changes.Ring(LiveTopic.Reminders, due.UserId);
        if (!string.IsNullOrWhiteSpace(due.Email))
        {
            await _outbox.AddAsync(ReminderMail.Of(due, texts, write.OfficeTime, mail, now), ct);
        }

        return true;
    }
}
