using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail;

/// <summary>Puts mails into the outbox from hand-written transactions; a key that is there already stays the one mail it is.</summary>
internal sealed class OutboxInsert(DirectWrite write)
{
    private readonly DbCommand _insert = write.Command(
        """
        INSERT INTO "OutboxMails" ("Key", "To", "Subject", "Body", "State", "QueuedAt", "DueAt", "ExpiresAt", "Attempts", "ClientId")
        VALUES (@Key, @To, @Subject, @Body, 0, @QueuedAt, @DueAt, @ExpiresAt, 0, @ClientId)
        ON CONFLICT ("Key") DO NOTHING RETURNING "Id"
        """,
        "Key", "To", "Subject", "Body", "QueuedAt", "DueAt", "ExpiresAt", "ClientId");

    public async Task AddAsync(OutboxMail mail, CancellationToken ct)
    {
        _insert.Set(mail.Key, mail.To, mail.Subject, mail.Body, mail.QueuedAt, mail.DueAt, mail.ExpiresAt, mail.ClientId);
        if (await _insert.ExecuteScalarAsync(ct) is { } id)
        {
            write.Changes.Ring(LiveTopic.Mail, Convert.ToInt32(id, null));
        }
    }
}
