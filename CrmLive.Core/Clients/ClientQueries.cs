using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
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
            FinishedBy = db.Set<User>().Where(u => u.Id == c.FinishedById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
            EndReasonKey = db.Set<DictionaryEntry>().Where(e => e.Id == c.EndReasonId).Select(e => e.Key).FirstOrDefault(),
            EndReasonName = db.Set<DictionaryEntry>().Where(e => e.Id == c.EndReasonId).Select(e => e.Name).FirstOrDefault(),
            EndDescription = c.EndDescription,
            Version = c.Version,
            Phones = c.Phones.OrderBy(p => p.Id).Select(p => new ClientPhoneRow(p.Id, p.Raw, p.E164, p.PersonId)).ToList(),
            Emails = c.Emails.OrderBy(e => e.Id).Select(e => new ClientEmailRow(e.Id, e.Address, e.PersonId)).ToList(),
            People = c.People.OrderBy(p => p.Id).Select(p => new ClientPersonRow(p.Id, p.FirstName, p.LastName, p.Role)).ToList(),
            Interests = c.Interests.OrderBy(i => i.Id).Select(i => new Choice(i.InvestmentId, i.Investment!.Name)).ToList(),
        }).AsSplitQuery().FirstOrDefaultAsync(ct);
    }

    /// <summary>
    /// P12, A9: while typing, by last name, first name, company, telephone in any spelling, e-mail, town or the client's own number;
    /// several words in any order; where nothing is spelled so, what sounds so. Those in service first, and of them the best; at most <paramref name="take"/>.
    /// </summary>
    public async Task<IReadOnlyList<ClientFound>> FindAsync(Actor actor, string typed, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var ids = await db.FindClientsAsync(actor, typed, finishedLast: true, take, ct);
        List<int> wanted = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? [own, .. ids.Where(id => id != own)] : [.. ids];
        if (wanted.Count == 0)
        {
            return [];
        }

        var rows = await Found(db.Set<Client>().AsNoTracking().VisibleTo(actor).Where(c => wanted.Contains(c.Id))).ToDictionaryAsync(c => c.Id, ct);
        return [.. wanted.Select(id => rows.GetValueOrDefault(id)).OfType<ClientFound>().Take(take)];
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
        Finished = c.FinishedAt != null,
    });
}
