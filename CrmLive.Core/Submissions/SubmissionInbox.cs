using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>The office's view of what brokers hand in (B3–B11, B16, B19).</summary>
public sealed class SubmissionInbox(CrmDb crm, PersonalNumbers numbers)
{
    /// <summary>Newest first; one more than <paramref name="take"/> says that there is more.</summary>
    /// <param name="beforeId">The last row shown, to go on behind it.</param>
    public async Task<IReadOnlyList<InboxRow>> ListAsync(Actor actor, InboxFilter filter, int? beforeId, int take, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        var submissions = filter.Narrow(Of(filter.Tile, db, db.Set<Submission>().AsNoTracking().VisibleTo(actor)), crm.Office.Time);
        submissions = beforeId is { } before ? submissions.Where(s => s.Id < before) : submissions;
        return await Rows(db, submissions).Take(take + 1).ToListAsync(ct);
    }

    internal static IQueryable<InboxRow> Rows(CrmDbContext db, IQueryable<Submission> submissions) => submissions.OrderByDescending(s => s.Id).Select(s => new InboxRow
    {
        Id = s.Id,
        BranchId = s.BranchId,
        Name = s.FirstName + " " + s.LastName,
        Investment = s.Investment == null ? null : s.Investment.Name,
        ArrivedAt = s.ArrivedAt,
        Status = s.Status,
        Form = s.BrokerForm!.Name,
        Broker = s.BrokerName,
        Phone = s.PhoneE164 ?? s.Phone,
        Email = s.Email,
        Unread = db.Set<SubmissionMessage>().Any(m => m.SubmissionId == s.Id && m.FromBroker && m.ReadAt == null),
        ClientId = s.ClientId,
    });

    /// <summary>B3, B4: the number on the menu and by each tile.</summary>
    public async Task<InboxCounts> CountsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.May(SubmissionPermissions.View))
        {
            return default;
        }

        await using var db = crm.Open(actor);
        var visible = db.Set<Submission>().VisibleTo(actor);
        return new InboxCounts(await visible.CountAsync(s => s.Status == SubmissionStatus.Pending, ct), await Of(InboxTile.Messages, db, visible).CountAsync(ct));
    }

    /// <summary>Null when there is none, or not for this actor.</summary>
    public async Task<SubmissionCard?> CardAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        var found = await db.Set<Submission>().AsNoTracking().VisibleTo(actor).Where(s => s.Id == id).Select(s => new
        {
            Submission = s,
            Form = s.BrokerForm!.Name,
            Investment = s.Investment == null ? null : s.Investment.Name,
            By = db.Set<User>().Where(u => u.Id == s.StatusChangedById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var s = found.Submission;
        return new SubmissionCard
        {
            Id = s.Id, Status = s.Status, Version = s.Version,
            FirstName = s.FirstName, LastName = s.LastName, Investment = found.Investment, InvestmentId = s.InvestmentId, Phone = s.Phone, PhoneE164 = s.PhoneE164, Email = s.Email, Note = s.Note,
            Pesel = numbers.Masked(s.Pesel, PersonalField.Pesel), IdCard = numbers.Masked(s.IdCard, PersonalField.IdCard), ErasedAt = s.ErasedAt,
            Source = found.Form, Broker = s.BrokerName, BrokerEmail = s.BrokerEmail, BrokerPhone = s.BrokerPhone,
            ArrivedAt = s.ArrivedAt, DecidedAt = s.StatusChangedAt, DecidedBy = found.By, Comment = s.Comment,
            Client = s.ClientId is { } client ? await LinkedAsync(db, actor, client, ct) : null,
            NoticeAt = s.NoticeAt, NoticeDueAt = s.ArrivedAt.AddDays(Submission.NoticeDays),
            Documents = [.. await db.Set<SubmissionDocument>().Where(d => d.SubmissionId == id).OrderBy(d => d.Id).Select(d => new SubmissionDocumentRow(d.Id, d.Name, d.Bytes)).ToListAsync(ct)],
        };
    }

    // A submission may be seen by a branch of which its client is not.
    private static async Task<LinkedClient> LinkedAsync(CrmDbContext db, Actor actor, int id, CancellationToken ct)
    {
        var client = await db.Set<Client>().Where(c => c.Id == id).Select(c => new
        {
            c.FirstName, c.LastName, c.Company,
            Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
            Seen = db.Set<Client>().VisibleTo(actor).Any(seen => seen.Id == id),
        }).SingleAsync(ct);
        return client.Seen ? new LinkedClient(id, Client.NameOf(client.FirstName, client.LastName, client.Company), client.Advisor) : new LinkedClient(0, null, client.Advisor);
    }

    /// <summary>B19: both directions, oldest first; of what the office wrote, what became of its mail.</summary>
    public async Task<IReadOnlyList<ThreadRow>> ThreadAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        return await db.Set<SubmissionMessage>().AsNoTracking().Where(m => m.SubmissionId == id && db.Set<Submission>().VisibleTo(actor).Any(s => s.Id == m.SubmissionId)).OrderBy(m => m.Id).Select(m => new ThreadRow
        {
            Id = m.Id,
            FromBroker = m.FromBroker,
            By = m.FromBroker ? m.Submission!.BrokerName : db.Set<User>().Where(u => u.Id == m.UserId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
            Text = m.Text,
            At = m.At,
            ReadAt = m.ReadAt,
            Mail = m.OutboxMail == null ? null : m.OutboxMail.State,
            Answer = m.OutboxMail == null ? null : m.OutboxMail.Answer,
            Whole = m.Whole,
            FromAddress = m.FromAddress,
            LeftOut = m.LeftOut,
            Decision = m.Decision,
        }).ToListAsync(ct);
    }

    private static IQueryable<Submission> Of(InboxTile tile, CrmDbContext db, IQueryable<Submission> submissions) => tile switch
    {
        InboxTile.Pending => submissions.Where(s => s.Status == SubmissionStatus.Pending),
        InboxTile.Accepted => submissions.Where(s => s.Status == SubmissionStatus.Accepted),
        InboxTile.Rejected => submissions.Where(s => s.Status == SubmissionStatus.Rejected),
        InboxTile.Messages => submissions.Unread(db),
        _ => submissions,
    };
}
