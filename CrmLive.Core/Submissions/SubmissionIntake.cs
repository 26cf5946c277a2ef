using System.Buffers.Text;
using System.Security.Cryptography;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>The one way in of submissions: the public form, the API and the sample office all come through here.</summary>
public sealed class SubmissionIntake(CrmDb crm, PersonalNumbers numbers, DocumentStore store)
{
    public const int MostDocuments = 10;

    /// <summary>Gone when the form is switched off or its link was replaced; an investment that the form does not offer is refused on every way in.</summary>
    public async Task<HandedIn> TakeAsync(Actor actor, NewSubmission handed, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var form = await db.Set<BrokerForm>().AsNoTracking().Include(f => f.Investments).FirstOrDefaultAsync(f => f.Id == handed.BrokerFormId && f.On, ct);
        if (form is null)
        {
            return new(Saved.Gone);
        }

        if (await TwinAsync(db, handed.OnceKey, ct) is { } twin)
        {
            return twin;
        }

        var clean = handed.Cleaned(form.Asks);
        List<Problem> problems = [.. clean.Problems(form.Needs)];
        if (clean.InvestmentId is { } wanted && form.Investments.All(i => i.InvestmentId != wanted))
        {
            problems.Add(new(nameof(NewSubmission.InvestmentId), "InvestmentNotOffered"));
        }

        if (problems.Count > 0)
        {
            return new(Saved.Invalid([.. problems]));
        }

        var (kept, unkept) = await KeepAsync(form.TakesDocuments ? clean.Documents : [], ct);
        if (unkept is not null)
        {
            await TellInfectedAsync(db, form, unkept, ct);
            return new(Saved.Invalid(unkept));
        }

        try
        {
            return await SaveAsync(db, form, clean, kept, ct);
        }
        catch (NumbersLostException)
        {
            kept.ForEach(document => store.Forget(document.StoredAs));
            return new(Saved.Invalid(new Problem(clean.Pesel is null ? nameof(clean.IdCard) : nameof(clean.Pesel), "NumbersLost")));
        }
        catch
        {
            kept.ForEach(document => store.Forget(document.StoredAs));
            throw;
        }
    }

    private async Task<HandedIn> SaveAsync(CrmDbContext db, BrokerForm form, NewSubmission clean, List<StoredDocument> kept, CancellationToken ct)
    {
        var submission = await ReadAsync(db, form, clean, ct);
        var documents = kept.Select(document => new SubmissionDocument { Submission = submission, Name = document.Name, StoredAs = document.StoredAs, ContentType = document.ContentType, Bytes = document.Bytes });
        try
        {
            await crm.Together.AddAsync(db.Actor, [submission, .. documents]);
            return new(Saved.As(submission.Id), submission.BrokerKey);
        }
        catch (DbUpdateException) when (clean.OnceKey is not null)
        {
            // The two clicks arrived side by side: the other one's row is the answer to both.
            if (await TwinAsync(db, clean.OnceKey, ct) is not { } first)
            {
                throw;
            }

            kept.ForEach(document => store.Forget(document.StoredAs));
            return first;
        }
    }

    private static async Task TellInfectedAsync(CrmDbContext db, BrokerForm form, Problem problem, CancellationToken ct)
    {
        if (problem.Key == "DocumentInfected")
        {
            db.Record(new JournalEntry { Event = "broker-form.infected", Subject = "broker-form", SubjectId = form.Id, Changes = JournalFields.Change("document", null, problem.Of) });
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>All of them or none: a broker who is told of one bad file sends all of them again.</summary>
    private async Task<(List<StoredDocument> Kept, Problem? Problem)> KeepAsync(IReadOnlyList<HandedDocument> documents, CancellationToken ct)
    {
        var kept = new List<StoredDocument>();
        try
        {
            foreach (var document in documents)
            {
                var (stored, problem) = await store.KeepAsync(document.Name, document.Content, ct);
                if (stored is null)
                {
                    kept.ForEach(other => store.Forget(other.StoredAs));
                    return ([], new Problem(nameof(NewSubmission.Documents), "Document" + problem!.Key, document.Name));
                }

                kept.Add(stored);
            }
        }
        catch
        {
            kept.ForEach(other => store.Forget(other.StoredAs));
            throw;
        }

        return (kept, null);
    }

    private static async Task<HandedIn?> TwinAsync(CrmDbContext db, string? onceKey, CancellationToken ct) =>
        onceKey is null ? null : await db.Set<Submission>().Where(s => s.OnceKey == onceKey).Select(s => new HandedIn(Saved.As(s.Id), s.BrokerKey, true)).FirstOrDefaultAsync(ct);

    private async Task<Submission> ReadAsync(CrmDbContext db, BrokerForm form, NewSubmission clean, CancellationToken ct)
    {
        var (pesel, idCard) = (await numbers.SealAsync(clean.Pesel, ct), await numbers.SealAsync(clean.IdCard, ct));
        return new Submission
        {
            BrokerFormId = clean.BrokerFormId,
            InvestmentId = clean.InvestmentId,
            BranchId = clean.InvestmentId is { } investment ? await db.Set<Investment>().Where(i => i.Id == investment).Select(i => (int?)i.BranchId).FirstOrDefaultAsync(ct) : form.BranchId,
            FirstName = clean.FirstName,
            LastName = clean.LastName,
            Phone = clean.Phone,
            PhoneE164 = PhoneNumber.TryE164(clean.Phone, await db.CountryAsync(ct)),
            Email = clean.Email,
            EmailFolded = clean.Email is null ? null : ClientCommands.Fold(clean.Email),
            Pesel = pesel.Sealed,
            PeselHash = pesel.Hash,
            IdCard = idCard.Sealed,
            IdCardHash = idCard.Hash,
            Note = clean.Note,
            BrokerName = clean.BrokerName,
            BrokerEmail = clean.BrokerEmail,
            BrokerPhone = clean.BrokerPhone,
            Language = clean.Language,
            OnceKey = clean.OnceKey,
            BrokerKey = NewKey(),
            ArrivedAt = crm.Clock.GetUtcNow().UtcDateTime,
            SearchKey = SearchKey.Of(clean.LastName, clean.FirstName),
            BrokerKeyword = SearchKey.Of(clean.BrokerName),
        };
    }

    /// <summary>Nobody guesses 192 bits.</summary>
    internal static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
