using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

public sealed class ClientQueries(CrmDb crm)
{
    /// <summary>Null when there is no such client or the actor may not see it.</summary>
    public async Task<ClientCard?> CardAsync(Actor actor, int id, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<Client>().VisibleTo(actor).Where(c => c.Id == id).Select(c => new ClientCard
        {
            Id = c.Id,
            FirstName = c.FirstName,
            LastName = c.LastName,
            Company = c.Company,
            Town = c.Town,
            StatusKey = c.Status!.Key,
            StatusName = c.Status.Name,
            AdvisorId = c.AdvisorId,
            Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
            Branch = c.Branch == null ? null : c.Branch.Name,
            SourceId = c.SourceId,
            Source = c.Source == null ? null : c.Source.Name,
            SourceAt = c.SourceAt,
            IsKey = c.IsKey,
            Description = c.Description,
            CreatedAt = c.CreatedAt,
            LastContactAt = c.LastContactAt,
            NextActivityAt = c.NextActivityAt,
            FinishedAt = c.FinishedAt,
            Version = c.Version,
            Phones = c.Phones.OrderBy(p => p.Id).Select(p => new ClientPhoneRow(p.Raw, p.E164)).ToList(),
            Emails = c.Emails.OrderBy(e => e.Id).Select(e => e.Address).ToList(),
            Investments = c.Interests.OrderBy(i => i.Id).Select(i => i.Investment!.Name).ToList(),
        }).AsSplitQuery().FirstOrDefaultAsync(ct);
    }

    /// <summary>P12, A9: by name, company or town in any order, by telephone in any spelling, by e-mail; best first, at most <paramref name="take"/>.</summary>
    public async Task<IReadOnlyList<ClientFound>> FindAsync(Actor actor, string typed, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().AsNoTracking().VisibleTo(actor);
        if (PhoneDigits(typed) is { } digits)
        {
            var e164 = PhoneNumber.TryE164(typed, await db.CountryAsync(ct));
            visible = visible.Where(c => c.Phones.Any(p => p.E164 == e164 || p.E164!.Contains(digits)));
        }
        else if (typed.Contains('@', StringComparison.Ordinal))
        {
            var folded = ClientCommands.Fold(typed);
            visible = visible.Where(c => c.Emails.Any(e => e.Folded.StartsWith(folded)));
        }
        else
        {
            foreach (var word in SearchKey.Words(typed))
            {
                visible = visible.Where(c => c.SearchKey.StartsWith(word) || c.SearchKey.Contains(" " + word));
            }
        }

        return await Found(visible.OrderBy(c => c.SearchKey).ThenBy(c => c.Id)).Take(take).ToListAsync(ct);
    }

    /// <summary>The clients who came last, for whoever has not typed anything yet.</summary>
    public async Task<IReadOnlyList<ClientFound>> NewestAsync(Actor actor, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await Found(db.Set<Client>().AsNoTracking().VisibleTo(actor).OrderByDescending(c => c.CreatedAt)).Take(take).ToListAsync(ct);
    }

    private static IQueryable<ClientFound> Found(IQueryable<Client> clients) => clients.Select(c => new ClientFound
    {
        Id = c.Id,
        Name = ((c.FirstName ?? "") + " " + (c.LastName ?? "")).Trim() == "" ? c.Company ?? "" : ((c.FirstName ?? "") + " " + (c.LastName ?? "")).Trim(),
        Town = c.Town,
        Phone = c.Phones.OrderBy(p => p.Id).Select(p => p.E164 ?? p.Raw).FirstOrDefault(),
        StatusKey = c.Status!.Key,
        StatusName = c.Status.Name,
        Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
    });

    /// <summary>Three digits or more and nothing but what people write between them; national zeros and pluses fall away.</summary>
    private static string? PhoneDigits(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        var onlyPhone = typed.All(ch => char.IsAsciiDigit(ch) || ch is ' ' or '+' or '-' or '(' or ')' or '.' or '/');
        return onlyPhone && digits.TrimStart('0').Length >= 3 ? digits.TrimStart('0') : null;
    }
}
