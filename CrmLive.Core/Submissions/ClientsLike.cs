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
        var (certain, called) = await IdsAsync(db, actor, who, most, namesakes, ct);
        var ids = certain.Concat(called).ToHashSet();
        if (ids.Count == 0)
        {
            return [];
        }

        var named = NamedSo.Keys(db, FindSubject.Client, who.Name);
        var visible = db.Set<Client>().VisibleTo(actor);
        var (phone, email, pesel, idCard, own) = (who.Phone, who.Email, who.Pesel, who.IdCard, who.ClientId);
        var rows = await db.Set<Client>().AsNoTracking().Where(c => ids.Contains(c.Id) && c.MergedIntoId == null && c.Id != own).OrderByDescending(c => c.Id).Select(c => new
        {
            c.Id, c.FirstName, c.LastName, c.Company, c.SourceAt, Over = c.FinishedAt != null,
            Phone = c.Phones.OrderBy(p => p.E164 == phone ? 0 : 1).ThenBy(p => p.Id).Select(p => p.E164 ?? p.Raw).FirstOrDefault(),
            Email = c.Emails.OrderBy(e => e.Folded == email ? 0 : 1).ThenBy(e => e.Id).Select(e => e.Address).FirstOrDefault(),
            Source = c.Source == null ? null : c.Source.Name,
            Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
            SamePhone = phone != null && c.Phones.Any(p => p.E164 == phone),
            SameEmail = email != null && c.Emails.Any(e => e.Folded == email),
            SamePesel = pesel != null && c.Numbers.Any(n => n.Field == PersonalField.Pesel && n.Hash == pesel),
            SameIdCard = idCard != null && c.Numbers.Any(n => n.Field == PersonalField.IdCard && n.Hash == idCard),
            Named = named.Any(k => k.SubjectId == c.Id),
            Seen = visible.Any(v => v.Id == c.Id),
        }).ToListAsync(ct);
        return
        [
            .. from c in rows
               let same = (c.Named ? SameIn.Name : 0) | (c.SamePhone ? SameIn.Phone : 0) | (c.SameEmail ? SameIn.Email : 0) | (c.SamePesel ? SameIn.Pesel : 0) | (c.SameIdCard ? SameIn.IdCard : 0)
               where same != SameIn.Nothing
               select c.Seen
                   ? new AlikeClient(c.Id, same, Client.NameOf(c.FirstName, c.LastName, c.Company), c.Phone, c.Email, c.Source, c.SourceAt, c.Advisor, c.Over)
                   : new AlikeClient(0, same & ~SameIn.Name, null, null, null, null, null, c.Advisor, c.Over),
        ];
    }

    private static async Task<(List<int> Certain, List<int> Called)> IdsAsync(CrmDbContext db, Actor actor, Likeness who, int most, int namesakes, CancellationToken ct)
    {
        var ways = new List<IQueryable<int>>();
        void By(bool known, IQueryable<int> way) => ways.AddRange(known ? [way.OrderByDescending(id => id).Take(most)] : []);
        By(who.Phone is not null, db.Set<ClientPhone>().Where(p => p.E164 == who.Phone).Select(p => p.ClientId));
        By(who.Email is not null, db.Set<ClientEmail>().Where(e => e.Folded == who.Email).Select(e => e.ClientId));
        By(who.Pesel is not null, db.Set<ClientNumber>().Where(n => n.Hash == who.Pesel).Select(n => n.ClientId));
        By(who.IdCard is not null, db.Set<ClientNumber>().Where(n => n.Hash == who.IdCard).Select(n => n.ClientId));
        List<int> certain = ways.Count == 0 ? [] : await ways.Aggregate((found, way) => found.Concat(way)).ToListAsync(ct);
        var named = await NamedSo.NewestAsync(db, FindSubject.Client, who.Name, ids => db.Set<Client>().VisibleTo(actor).Where(c => ids.Contains(c.Id) && c.MergedIntoId == null && c.Id != who.ClientId).Select(c => c.Id), namesakes + certain.Count, ct);
        return (certain, named);
    }
}
