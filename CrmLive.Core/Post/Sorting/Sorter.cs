using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Mail;
using CrmLive.Core.Post.Letters;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Post.Sorting;

/// <summary>Whose a letter is. The order matters: a portal writes by a program and much, a report of a server names nobody, and only then is it asked who wrote.</summary>
internal sealed class Sorter(CrmDbContext db, Letter letter, ReceivedMail row, MailboxOptions mailbox, KeptFiles files, LeadIntake leads, OfficeTime time, DateTime now)
{
    public async Task SortAsync(CancellationToken ct)
    {
        if (letter.From.Length == 0)
        {
            Wait(ReceivedKind.Unmatched, "no-sender");
        }
        else if (letter.From.Equals(mailbox.Address, StringComparison.OrdinalIgnoreCase))
        {
            row.Kind = ReceivedKind.Own;
        }
        else if (letter.Bounce is { } bounce)
        {
            await BounceAsync(bounce, ct);
        }
        else if ((await db.Set<PortalRule>().AsNoTracking().Where(r => r.On).OrderBy(r => r.Id).ToListAsync(ct)).Find(r => r.Fits(letter.From)) is { } portal)
        {
            await PortalAsync(portal, ct);
        }
        else if (letter.IsAutomatic)
        {
            row.Kind = ReceivedKind.Automatic;
        }
        else if (await db.Set<ReceivedMail>().CountAsync(m => m.From == letter.From && m.ReceivedAt > now.AddHours(-1), ct) >= mailbox.HourlyLimit)
        {
            Wait(ReceivedKind.HeldBack, "too-many");
        }
        else
        {
            await OfAPersonAsync(ct);
        }
    }

    private async Task OfAPersonAsync(CancellationToken ct)
    {
        if (await SubmissionAsync(ct) is { } submission)
        {
            await new Filing(db, letter, row, files, time, now).IntoThreadAsync(submission, ct);
        }
        else if (await ClientAsync(ct) is { } client)
        {
            await new Filing(db, letter, row, files, time, now).OntoCardAsync(client, helper: null, ct);
        }
        else
        {
            Wait(ReceivedKind.Unmatched, null);
        }
    }

    /// <summary>By the signed address, whoever wrote; else by the mail it answers, and then only the broker.</summary>
    private async Task<Submission?> SubmissionAsync(CancellationToken ct)
    {
        foreach (var (id, signature) in letter.To.Select(ReplyAddress.Claim).OfType<(int, string)>())
        {
            if (await db.Set<Submission>().FirstOrDefaultAsync(s => s.Id == id, ct) is { } signed && ReplyAddress.IsTrue(signature, id, signed.BrokerKey))
            {
                return signed;
            }
        }

        foreach (var mail in await AnsweredAsync(ct))
        {
            if (BrokerPost.SubmissionOf(mail.Key) is { } id && await db.Set<Submission>().FirstOrDefaultAsync(s => s.Id == id, ct) is { } answered
                && letter.From.Equals(answered.BrokerEmail, StringComparison.OrdinalIgnoreCase))
            {
                return answered;
            }
        }

        return null;
    }

    /// <summary>By the address on their card; else by the offer it answers, which nobody but they had.</summary>
    private async Task<Client?> ClientAsync(CancellationToken ct)
    {
        var folded = letter.FromFolded;
        var known = await db.Set<Client>().Where(c => c.MergedIntoId == null && c.Emails.Any(e => e.Folded == folded)).OrderBy(c => c.FinishedAt != null).ThenBy(c => c.Id).FirstOrDefaultAsync(ct);
        if (known is not null)
        {
            return known;
        }

        var offered = (await AnsweredAsync(ct)).FirstOrDefault(m => m.ClientId is not null && m.Key.StartsWith("offer-", StringComparison.Ordinal))?.ClientId;
        return offered is null ? null : await db.Set<Client>().FirstOrDefaultAsync(c => c.Id == offered && c.MergedIntoId == null, ct);
    }

    private async Task<List<OutboxMail>> AnsweredAsync(CancellationToken ct)
    {
        var keys = letter.Answers.Select(OutboxMail.KeyOf).ToList();
        return keys.Count == 0 ? [] : await db.Set<OutboxMail>().AsNoTracking().Where(m => keys.Contains(m.Key)).OrderByDescending(m => m.Id).ToListAsync(ct);
    }

    /// <summary>Only for a mail of ours to that very receiver; anybody may write that something could not be delivered.</summary>
    private async Task BounceAsync(Bounce bounce, CancellationToken ct)
    {
        row.Kind = ReceivedKind.Bounce;
        row.Why = bounce.Words.Length > 500 ? bounce.Words[..500] : bounce.Words;
        var key = OutboxMail.KeyOf(bounce.MessageId);
        if (await db.Set<OutboxMail>().FirstOrDefaultAsync(m => m.Key == key, ct) is { } mail && mail.To.Equals(bounce.Receiver, StringComparison.OrdinalIgnoreCase))
        {
            row.OutboxMailId = mail.Id;
            if (mail.State is MailState.Sent or MailState.Unclear)
            {
                (mail.State, mail.Answer) = (MailState.Failed, row.Why);
            }
        }
    }

    private async Task PortalAsync(PortalRule portal, CancellationToken ct)
    {
        var lines = PortalLines.Of(letter.Text);
        var email = lines.Email ?? letter.ReplyTo;
        if (!lines.IsUnderstood && email is null)
        {
            Wait(ReceivedKind.NotUnderstood, null);
            return;
        }

        row.Kind = ReceivedKind.Lead;
        var investments = lines.Investment is null ? [] : await db.Set<Office.Investment>().AsNoTracking().Select(i => new { i.Id, i.Name }).ToListAsync(ct);
        row.Lead = await leads.AddAsync(db, new NewLead
        {
            Kind = LeadKind.Text,
            Channel = "mail",
            At = letter.SentAt,
            Name = lines.Name,
            Phone = lines.Phone,
            Email = email,
            Comment = lines.Message ?? letter.Subject,
            SourceId = portal.SourceId,
            DepartmentId = portal.DepartmentId,
            InvestmentId = investments.Find(i => lines.Investment!.Contains(i.Name, StringComparison.OrdinalIgnoreCase))?.Id,
        }, ct);
    }

    private void Wait(ReceivedKind kind, string? why)
    {
        (row.Kind, row.Why, row.Text) = (kind, why, letter.Text);
        row.Files = KeptFiles.Names(letter.Files.Select(KeptFiles.DocumentNameOf));
    }
}
