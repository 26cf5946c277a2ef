using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>The outbox as the administrator sees it; watch <c>LiveTopic.Mail</c>.</summary>
public sealed class OutboxQueries(CrmDb crm)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyDictionary<OutboxView, int>> CountsAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var counts = await db.Set<OutboxMail>().GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.GroupBy(c => OutboxViews.Of(c.Key)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }

    /// <summary>The latest first; <see cref="PageSize"/> and one more, which tells that there are more.</summary>
    /// <param name="find">A part of the receiver's address or of the subject.</param>
    /// <param name="before">The last row of the page before this one.</param>
    public async Task<IReadOnlyList<OutboxRow>> PageAsync(Actor actor, OutboxView view, string find, int? before, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        var (states, text) = (OutboxViews.States(view), find.Trim());
        var address = text.ToLowerInvariant();
        await using var db = crm.Open(actor);
        var mails = db.Set<OutboxMail>().AsNoTracking().Where(m => states.Contains(m.State) && (before == null || m.Id < before));
        if (text.Length > 0)
        {
#pragma warning disable CA1304, CA1311, CA1862 // Becomes lower() of the database, where no culture can be named.
            mails = mails.Where(m => m.To.ToLower().Contains(address) || m.Subject.Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return await mails.OrderByDescending(m => m.Id).Take(PageSize + 1)
            .Select(m => new OutboxRow
            {
                Id = m.Id,
                To = m.To,
                Subject = m.Subject,
                State = m.State,
                QueuedAt = m.QueuedAt,
                DueAt = m.DueAt,
                SentAt = m.SentAt,
                Attempts = m.Attempts,
                Answer = m.Answer,
            }).ToListAsync(ct);
    }

    /// <summary>What a mail says; null when it is not there.</summary>
    public async Task<string?> TextAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return await db.Set<OutboxMail>().Where(m => m.Id == id).Select(m => m.Body).FirstOrDefaultAsync(ct);
    }
}
