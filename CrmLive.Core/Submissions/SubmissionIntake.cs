using System.Buffers.Text;
using System.Security.Cryptography;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>The one way in of submissions, whoever hands them in.</summary>
public sealed class SubmissionIntake(CrmDb crm)
{
    /// <summary>Refuses a form that is switched off and an investment the form does not offer.</summary>
    public async Task<Saved> TakeAsync(Actor actor, NewSubmission handed, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var form = await db.Set<BrokerForm>().AsNoTracking().Include(f => f.Investments).FirstOrDefaultAsync(f => f.Id == handed.BrokerFormId && f.On, ct);
        if (form is null)
        {
            return Saved.Gone;
        }

        if (handed.InvestmentId is { } wanted && form.Investments.All(i => i.InvestmentId != wanted))
        {
            return Saved.Invalid(new Problem(nameof(NewSubmission.InvestmentId), "InvestmentNotOffered"));
        }

        var submission = new Submission
        {
            BrokerFormId = form.Id,
            InvestmentId = handed.InvestmentId,
            BranchId = await db.Set<Investment>().Where(i => i.Id == handed.InvestmentId).Select(i => (int?)i.BranchId).FirstOrDefaultAsync(ct),
            FirstName = handed.FirstName.Trim(),
            LastName = handed.LastName.Trim(),
            Phone = handed.Phone?.Trim(),
            PhoneE164 = PhoneNumber.TryE164(handed.Phone, await db.CountryAsync(ct)),
            Email = handed.Email?.Trim(),
            Note = handed.Note,
            BrokerName = handed.BrokerName.Trim(),
            BrokerEmail = handed.BrokerEmail?.Trim(),
            BrokerPhone = handed.BrokerPhone?.Trim(),
            BrokerKey = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)),
            ArrivedAt = crm.Clock.GetUtcNow().UtcDateTime,
            SearchKey = SearchKey.Of(handed.LastName, handed.FirstName),
        };
        db.Add(submission);
        return await db.SaveOrSayWhoAsync(submission, ct);
    }
}

/// <summary>A client as a broker hands them in.</summary>
public sealed record NewSubmission
{
    public required int BrokerFormId { get; init; }
    public int? InvestmentId { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Note { get; init; }
    public required string BrokerName { get; init; }
    public string? BrokerEmail { get; init; }
    public string? BrokerPhone { get; init; }
}
