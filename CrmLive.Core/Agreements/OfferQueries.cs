using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

public sealed class OfferQueries(CrmDb crm)
{
    /// <summary>What a client was offered, the latest first, with what has become of each unit since.</summary>
    public async Task<IReadOnlyList<OfferRow>> OfClientAsync(Actor actor, int clientId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().VisibleTo(actor);
        var offers = await db.Set<Offer>().AsNoTracking().Where(o => o.ClientId == clientId && visible.Any(c => c.Id == o.ClientId))
            .OrderByDescending(o => o.SentAt).ThenByDescending(o => o.Id)
            .Select(o => new OfferRow { Id = o.Id, At = o.SentAt, Way = o.Way, Address = o.Address, MailKey = o.MailKey, Note = o.Note, AdvisorId = o.AdvisorId })
            .ToListAsync(ct);
        var ids = offers.ConvertAll(o => o.Id);
        var units = (await db.Set<OfferUnit>().Where(u => ids.Contains(u.OfferId)).OrderBy(u => u.Id)
            .Select(u => new OfferedUnit(u.OfferId, u.UnitId, u.Unit!.Investment!.Name, u.Unit.Number, u.Price, u.Unit.Status)).ToListAsync(ct)).ToLookup(u => u.OfferId);
        var keys = offers.Select(o => o.MailKey).OfType<string>().ToList();
        var mails = await db.Set<OutboxMail>().Where(m => keys.Contains(m.Key)).ToDictionaryAsync(m => m.Key, m => m.State, ct);
        return offers.ConvertAll(o => o with { Units = [.. units[o.Id]], Mail = o.MailKey is { } key && mails.TryGetValue(key, out var state) ? state : null });
    }
}

/// <summary>An offer on a client's card.</summary>
public sealed record OfferRow
{
    public required int Id { get; init; }
    public DateTime At { get; init; }
    public OfferWay Way { get; init; }
    public string? Address { get; init; }
    public string? MailKey { get; init; }

    /// <summary>How far its mail has come; null when nothing was mailed, or the outbox has forgotten it.</summary>
    public MailState? Mail { get; init; }

    public string? Note { get; init; }
    public int? AdvisorId { get; init; }
    public IReadOnlyList<OfferedUnit> Units { get; init; } = [];
}

public sealed record OfferedUnit(int OfferId, int UnitId, string Investment, string Number, decimal Price, UnitStatus Status);
