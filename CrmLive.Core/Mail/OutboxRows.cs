using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail;

/// <summary>The outbox as a sender sees it: rows leased, marked and put back, each step durable before the next begins.</summary>
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
            RETURNING "Id", "Key", "To", "Subject", "Body", "Attempts", "QueuedAt", "ExpiresAt"
            """, "Until", "Now");
        lease.Set(until, now);
        var mails = new List<LeasedMail>();
        await using (var reader = await lease.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                DateTime Time(int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
                mails.Add(new LeasedMail(
                    reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5),
                    Time(6), reader.IsDBNull(7) ? null : Time(7), until));
            }
        }

        await write.CommitAsync(ct);
        return mails;
    }

    /// <summary>False when the lease ran out meanwhile and somebody else may have it.</summary>
    public Task<bool> BeginAsync(LeasedMail mail, DateTime now, CancellationToken ct) => mail.LeasedUntil <= now ? Task.FromResult(false) : SetAsync(
        """UPDATE "OutboxMails" SET "State" = 1, "Attempts" = "Attempts" + 1 WHERE "Id" = @Id AND "State" = 0 AND "LeasedUntil" = @Until""",
        mail.Id, rings: false, ct, ("Until", mail.LeasedUntil));

    public Task<bool> EndAsync(LeasedMail mail, MailState state, DateTime now, string? why, CancellationToken ct) => SetAsync(
        """UPDATE "OutboxMails" SET "State" = @State, "SentAt" = @SentAt, "LastError" = @Why, "LeasedUntil" = NULL WHERE "Id" = @Id AND "State" IN (0, 1)""",
        mail.Id, state is MailState.Failed or MailState.Unclear, ct, ("State", (int)state), ("SentAt", state == MailState.Sent ? now : null), ("Why", Short(why)));

    public Task<bool> AgainAsync(LeasedMail mail, DateTime at, string why, CancellationToken ct) => SetAsync(
        """UPDATE "OutboxMails" SET "State" = 0, "DueAt" = @At, "LastError" = @Why, "LeasedUntil" = NULL WHERE "Id" = @Id AND "State" = 1""",
        mail.Id, rings: false, ct, ("At", at), ("Why", Short(why)));

    /// <summary>Those of a batch that were never begun; a server that is away costs them no attempt.</summary>
    public async Task PutBackAsync(IReadOnlyList<LeasedMail> mails, DateTime now, string why, Func<int, TimeSpan> backOff, CancellationToken ct)
    {
        foreach (var mail in mails)
        {
            await SetAsync(
                """UPDATE "OutboxMails" SET "DueAt" = @At, "LastError" = @Why, "LeasedUntil" = NULL WHERE "Id" = @Id AND "State" = 0 AND "LeasedUntil" = @Until""",
                mail.Id, rings: false, ct, ("At", now + backOff(mail.Attempts)), ("Why", Short(why)), ("Until", mail.LeasedUntil));
        }
    }

    /// <summary>A node that died with a mail in its hands: sent or not, nobody knows.</summary>
    public async Task GiveUpUnansweredAsync(DateTime now, CancellationToken ct)
    {
        await using var write = await crm.BeginDirectAsync(ct);
        var unclear = write.Command(
            """
            UPDATE "OutboxMails" SET "State" = 4, "LeasedUntil" = NULL, "LastError" = 'The node that was sending it stopped.'
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

    private async Task<bool> SetAsync(string sql, int id, bool rings, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var write = await crm.BeginDirectAsync(ct);
        var set = write.Command(sql, [.. values.Select(v => v.Name), "Id"]);
        set.Set([.. values.Select(v => v.Value), id]);
        var changed = await set.ExecuteNonQueryAsync(ct) > 0;
        if (rings)
        {
            write.Changes.Ring(LiveTopic.Mail, id);
        }

        await write.CommitAsync(ct);
        return changed;
    }

    private static string? Short(string? why) => why is { Length: > 500 } ? why[..500] : why;
}

internal sealed record LeasedMail(
    int Id, string Key, string To, string Subject, string Body, int Attempts, DateTime QueuedAt, DateTime? ExpiresAt, DateTime LeasedUntil);
