using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

/// <summary>Units to be put before a client; without an address to mail them to they were handed over.</summary>
public sealed record OfferDraft
{
    public required int ClientId { get; init; }
    public IReadOnlyList<int> UnitIds { get; init; } = [];

    /// <summary>One of the client's own addresses.</summary>
    public string? Address { get; init; }

    public string? Note { get; init; }
}

/// <summary>Offers: the row, its mail, the contact it was and the client's stage are one save.</summary>
public sealed class OfferCommands(CrmDb crm)
{
    private const int MostUnits = 20;
    private const int LongestNote = 4000;

    public async Task<Saved> SendAsync(Actor actor, OfferDraft draft, CancellationToken ct)
    {
        actor.Require(AgreementPermissions.Reserve);
        await using var db = crm.Open(actor);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var client = await db.Set<Client>().VisibleTo(actor).Include(c => c.Emails).FirstOrDefaultAsync(c => c.Id == draft.ClientId, ct);
        var units = await db.Set<Unit>().Include(u => u.Investment).Where(u => draft.UnitIds.Contains(u.Id)).OrderBy(u => u.SearchKey).ToListAsync(ct);
        if (Problems(draft, client, units).ToArray() is { Length: > 0 } problems)
        {
            return Saved.Invalid(problems);
        }

        var offer = new Offer
        {
            ClientId = client!.Id,
            AdvisorId = client.AdvisorId ?? actor.UserId,
            InvestmentId = units.TrueForAll(u => u.InvestmentId == units[0].InvestmentId) ? units[0].InvestmentId : null,
            SentAt = now,
            Note = Clean(draft.Note),
            Units = units.ConvertAll(u => new OfferUnit { UnitId = u.Id, Price = u.Price }),
        };
        db.Add(offer);
        if (draft.Address is { } address)
        {
            await MailAsync(db, offer, client, units, address, now, ct);
        }

        db.Tell(offer, draft.Address is null ? "offer.handed" : "offer.mailed");
        await db.ReachStatusAsync(client, ClientStatusKeys.OfferSent, ct);
        return await db.SaveOrSayWhoAsync(offer, ct);
    }

    private static IEnumerable<Problem> Problems(OfferDraft draft, Client? client, List<Unit> units)
    {
        if (client is null or { FinishedAt: not null })
        {
            yield return new(nameof(draft.ClientId), client is null ? AgreementProblem.ClientGone : AgreementProblem.ClientFinished);
        }

        if (units.Count is 0 or > MostUnits || units.Count != draft.UnitIds.Distinct().Count())
        {
            yield return new(nameof(draft.UnitIds), AgreementProblem.UnitsMissing);
        }

        if (units.Exists(u => u.Status is not (UnitStatus.Available or UnitStatus.OralReservation)))
        {
            yield return new(nameof(draft.UnitIds), AgreementProblem.UnitTaken);
        }

        if (draft.Address is { } to && client is not null && !client.Emails.Exists(e => string.Equals(e.Address, to, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new(nameof(draft.Address), AgreementProblem.AddressWrong);
        }

        if (draft.Note is { Length: > LongestNote })
        {
            yield return new(nameof(draft.Note), AgreementProblem.TooLong);
        }
    }

    private async Task MailAsync(CrmDbContext db, Offer offer, Client client, List<Unit> units, string address, DateTime now, CancellationToken ct)
    {
        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleAsync(ct);
        var sender = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == db.Actor.UserId, ct);
        var mail = new OfferMail(await MailTexts.NowAsync(db, ct), new MailWords(office.Language), office, sender).Of(offer, units, address, now);
        (offer.Way, offer.Address, offer.MailKey) = (OfferWay.Mail, address, mail.Key);
        db.Add(mail);
        if ((sender?.Id ?? client.AdvisorId) is { } person)
        {
            var written = new Activity
            {
                Type = ActivityType.Email, Status = ActivityType.Email.WhenDone, ClientId = client.Id, BranchId = client.BranchId, AssignedToId = person, InvestmentId = offer.InvestmentId,
                StartsAt = now, EndsAt = now, DoneAt = now, LocalStart = PlannedTime.Text(crm.Office.Time.ToLocal(now)),
                Note = new MailWords(sender?.Language ?? office.Language)["Offer.Note", string.Join(", ", units.Select(u => $"{u.Investment!.Name} {u.Number}"))],
                CreatedAt = now, CreatedById = db.Actor.UserId,
            };
            db.Add(written);
            db.Tell(written, "activity.registered");
        }
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();
}
