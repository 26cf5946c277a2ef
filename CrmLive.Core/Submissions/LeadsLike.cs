using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B14: appeals of the same person; a lead that was thrown away is none.</summary>
internal static class LeadsLike
{
    public static async Task<List<AlikeLead>> FindAsync(CrmDbContext db, Actor actor, Likeness who, int most, int namesakes, CancellationToken ct)
    {
        var (certain, called) = await IdsAsync(db, actor, who, most, namesakes, ct);
        var ids = certain.Concat(called).ToHashSet();
        if (ids.Count == 0)
        {
            return [];
        }

        var named = NamedSo.Keys(db, FindSubject.Lead, who.Name);
        var visible = db.Set<Lead>().VisibleTo(actor);
        var (phone, email) = (who.Phone, who.Email);
        var rows = await db.Set<Lead>().AsNoTracking().Where(l => ids.Contains(l.Id)).OrderByDescending(l => l.Id).Select(l => new
        {
            l.Id, l.Name, Phone = l.PhoneE164 ?? l.Phone, l.Email, l.At, l.ClientId,
            Source = l.Source == null ? null : l.Source.Name,
            Advisor = l.Advisor == null ? null : l.Advisor.FirstName + " " + l.Advisor.LastName,
            SamePhone = phone != null && l.PhoneE164 == phone,
            SameEmail = email != null && l.EmailFolded == email,
            Named = named.Any(k => k.SubjectId == l.Id),
            Seen = visible.Any(v => v.Id == l.Id),
        }).ToListAsync(ct);
        return
        [
            .. from l in rows
               let same = (l.Named ? SameIn.Name : 0) | (l.SamePhone ? SameIn.Phone : 0) | (l.SameEmail ? SameIn.Email : 0)
               where same != SameIn.Nothing
               select l.Seen
                   ? new AlikeLead(l.Id, same, l.Name, l.Phone, l.Email, l.Source, l.At, l.Advisor, l.ClientId)
                   : new AlikeLead(0, same & ~SameIn.Name, null, null, null, null, null, l.Advisor, null),
        ];
    }

    private static async Task<(List<int> Certain, List<int> Called)> IdsAsync(CrmDbContext db, Actor actor, Likeness who, int most, int namesakes, CancellationToken ct)
    {
        var ways = new List<IQueryable<int>>();
        void By(bool known, IQueryable<int> way) => ways.AddRange(known ? [way.OrderByDescending(id => id).Take(most)] : []);
        var all = db.Set<Lead>().Where(l => l.Status != LeadStatus.Deleted);
        By(who.Phone is not null, all.Where(l => l.PhoneE164 == who.Phone).Select(l => l.Id));
        By(who.Email is not null, all.Where(l => l.EmailFolded == who.Email).Select(l => l.Id));
        List<int> certain = ways.Count == 0 ? [] : await ways.Aggregate((found, way) => found.Concat(way)).ToListAsync(ct);
        var named = await NamedSo.NewestAsync(db, FindSubject.Lead, who.Name, ids => all.VisibleTo(actor).Where(l => ids.Contains(l.Id)).Select(l => l.Id), namesakes + certain.Count, ct);
        return (certain, named);
    }
}
