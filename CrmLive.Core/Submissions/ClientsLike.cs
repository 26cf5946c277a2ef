using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B12: clients with the same telephone, e-mail or personal number, and those who are only called so.</summary>
internal static class ClientsLike
{
    public static async Task<List<AlikeClient>> FindAsync(CrmDbContext db, Actor actor, Likeness who, int most, int namesakes, CancellationToken ct)
    {
        var all = db.Set<Client>().Where(c => c.MergedIntoId == null && c.Id != who.ClientId);
        var ids = await new LikeList(db, FindSubject.Client, who.Name, all.VisibleTo(actor).Select(c => (int?)c.Id), most, namesakes)
            .By(who.Phone, db.Set<ClientPhone>().Where(p => p.E164 == who.Phone).Select(p => p.ClientId))
            .By(who.Email, db.Set<ClientEmail>().Where(e => e.Folded == who.Email).Select(e => e.ClientId))
            .By(who.Pesel, db.Set<ClientNumber>().Where(n => n.Hash == who.Pesel).Select(n => n.ClientId))
            .By(who.IdCard, db.Set<ClientNumber>().Where(n => n.Hash == who.IdCard).Select(n => n.ClientId))
            .IdsAsync(ct);
        return ids.Count == 0 ? [] : await RowsAsync(db, actor, who, all.Where(c => ids.Contains(c.Id)), ct);
    }

    private static async Task<List<AlikeClient>> RowsAsync(CrmDbContext db, Actor actor, Likeness who, IQueryable<Client> these, CancellationToken ct)
    {
        var visible = db.Set<Client>().VisibleTo(actor);
        var (phone, email, pesel, idCard) = (who.Phone, who.Email, who.Pesel, who.IdCard);
        var rows = await these.AsNoTracking().OrderByDescending(c => c.Id).Select(c => new
        {
            c.Id, c.FirstName, c.LastName, c.Company, c.SourceAt, Over = c.FinishedAt != null,
            Phone = c.Phones.OrderBy(p => p.E164 == phone ? 0 : 1).ThenBy(p => p.Id).Select(p => p.E164 ?? p.Raw).FirstOrDefault(),
            Email = c.Emails.OrderBy(e => e.Folded == email ? 0 : 1).ThenBy(e => e.Id).Select(e => e.Address).FirstOrDefault(),
            Source = c.Source == null ? null : c.Source.Name,
            Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
            SamePesel = pesel != null && c.Numbers.Any(n => n.Field == PersonalField.Pesel && n.Hash == pesel),
            SameIdCard = idCard != null && c.Numbers.Any(n => n.Field == PersonalField.IdCard && n.Hash == idCard),
            People = c.People.Select(p => new { p.LastName, p.FirstName }).ToList(),
            Seen = visible.Any(v => v.Id == c.Id),
        }).ToListAsync(ct);
        return
        [
            .. from c in rows
               let same = (NamedSo.Is(who.Name, [SearchKey.Of(c.LastName, c.FirstName, c.Company), .. c.People.Select(p => SearchKey.Of(p.LastName, p.FirstName))]) ? SameIn.Name : 0)
                   | (phone is not null && c.Phone == phone ? SameIn.Phone : 0) | (email is not null && c.Email is not null && FindText.Address(c.Email) == email ? SameIn.Email : 0) | (c.SamePesel ? SameIn.Pesel : 0) | (c.SameIdCard ? SameIn.IdCard : 0)
               where same != SameIn.Nothing
               select c.Seen
                   ? new AlikeClient(c.Id, same, Client.NameOf(c.FirstName, c.LastName, c.Company), c.Phone, c.Email, c.Source, c.SourceAt, c.Advisor, c.Over)
                   : new AlikeClient(0, same & ~SameIn.Name, null, null, null, null, null, c.Advisor, c.Over),
        ];
    }
}
