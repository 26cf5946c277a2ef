using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail.Sending;

/// <summary>The outbox as a sender sees it: rows leased to it, and put back.</summary>
internal sealed class OutboxRows(CrmDb crm)
{
    public async Task<IReadOnlyList<LeasedMail>> LeaseAsync(DateTime now, DateTime until, int most, CancellationToken ct)
    {
        await using var write = await crm.BeginDirectAsync(ct);
        // Two nodes of PostgreSQL pass each other's rows by instead of waiting for them.
        var skip = crm.Kind == DatabaseKind.Postgres ? "FOR UPDATE SKIP LOCKED" : "";
        var lease = write.Command(
            $"""
            UPDATE "OutboxMails" SET "LeasedUntil" = @Until
            WHERE "Id" IN (SELECT "Id" FROM "OutboxMails" WHERE "State" = 0 AND "DueAt" <= @Now AND ("LeasedUntil" IS NULL OR "LeasedUntil" < @Now)
                           ORDER BY "DueAt", "Id" LIMIT {most} {skip})
            RETURNING "Id", "Key", "To", "Subject", "Body", "Attempts", "QueuedAt", "ExpiresAt", "ReplyTo"
            """, "Until", "Now");
        lease.Set(until, now);
        var mails = new List<LeasedMail>();
        await using (var reader = await lease.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                mails.Add(new LeasedMail(
                    reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5),
                    Time(reader, 6), reader.IsDBNull(7) ? null : Time(reader, 7), until, reader.IsDBNull(8) ? null : reader.GetString(8)));
            }
        }

        await write.CommitAsync(ct);
        return mails;
    }

    /// <summary>Those of a batch that were never begun; a server that is away costs them no attempt.</summary>
    /// <param name="wait">How long each waits now.</param>
    public async Task PutBackAsync(IReadOnlyList<LeasedMail> mails, DateTime now, string? why, Func<LeasedMail, TimeSpan> wait)
    {
        await using var write = await crm.BeginDirectAsync(CancellationToken.None);
        var back = write.Command(
            """
            UPDATE "OutboxMails" SET "DueAt" = @At, "Answer" = COALESCE(@Why, "Answer"), "LeasedUntil" = NULL
            WHERE "Id" = @Id AND "State" = 0 AND "LeasedUntil" = @Until
            """, "At", "Why", "Id", "Until");
        foreach (var mail in mails)
        {
            back.Set(now + wait(mail), OutboxMarks.Short(why), mail.Id, mail.LeasedUntil);
            if (await back.ExecuteNonQueryAsync() > 0)
            {
                write.Changes.Ring(LiveTopic.Mail, mail.Id);
            }
        }

        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>A node that died with a mail in its hands: sent or not, nobody knows.</summary>
    public async Task GiveUpUnansweredAsync(DateTime now, CancellationToken ct)
    {
        await using var write = await crm.BeginDirectAsync(ct);
        var unclear = write.Command(
            $"""
            UPDATE "OutboxMails" SET "State" = 4, "LeasedUntil" = NULL, "Answer" = '{MailReasons.NodeStopped}'
            WHERE "State" = 1 AND "LeasedUntil" < @Now RETURNING "Id"
            """, "Now");
        unclear.Set(now);
        await using (var reader = await unclear.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                write.Changes.Ring(LiveTopic.Mail, reader.GetInt32(0));
            }
        }

        await write.CommitAsync(ct);
    }

    private static DateTime Time(DbDataReader reader, int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
}

internal sealed record LeasedMail(
    int Id, string Key, string To, string Subject, string Body, int Attempts, DateTime QueuedAt, DateTime? ExpiresAt, DateTime LeasedUntil, string? ReplyTo = null);
