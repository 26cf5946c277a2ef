using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B14: appeals of the same person; a lead that was thrown away is none.</summary>
internal static class LeadsLike
{
    public static async Task<List<AlikeLead>> FindAsync(CrmDbContext db, Actor actor, Likeness who, int most, int namesakes, CancellationToken ct)
    {
        var all = db.Set<Lead>().Where(l => l.Status != LeadStatus.Deleted);
        var ids = await new LikeList(db, FindSubject.Lead, who.Name, all.VisibleTo(actor).Select(l => (int?)l.Id), most, namesakes)
            .By(who.Phone, all.Where(l => l.PhoneE164 == who.Phone).Select(l => l.Id))
            .By(who.Email, all.Where(l => l.EmailFolded == who.Email).Select(l => l.Id))
            .IdsAsync(ct);
        return ids.Count == 0 ? [] : await RowsAsync(db, actor, who, all.Where(l => ids.Contains(l.Id)), ct);
    }

    private static async Task<List<AlikeLead>> RowsAsync(CrmDbContext db, Actor actor, Likeness who, IQueryable<Lead> these, CancellationToken ct)
    {
        var visible = db.Set<Lead>().VisibleTo(actor);
        var (phone, email) = (who.Phone, who.Email);
        var rows = await these.AsNoTracking().OrderByDescending(l => l.Id).Select(l => new
        {
            l.Id, l.Name, Phone = l.PhoneE164 ?? l.Phone, l.Email, l.At, l.ClientId,
            Source = l.Source == null ? null : l.Source.Name,
            Advisor = l.Advisor == null ? null : l.Advisor.FirstName + " " + l.Advisor.LastName,
            SamePhone = phone != null && l.PhoneE164 == phone,
            SameEmail = email != null && l.EmailFolded == email,
            Seen = visible.Any(v => v.Id == l.Id),
        }).ToListAsync(ct);
        return
        [
            .. from l in rows
               let same = (NamedSo.Is(who.Name, SearchKey.Of(l.Name)) ? SameIn.Name : 0) | (l.SamePhone ? SameIn.Phone : 0) | (l.SameEmail ? SameIn.Email : 0)
               where same != SameIn.Nothing
               select l.Seen
                   ? new AlikeLead(l.Id, same, l.Name, l.Phone, l.Email, l.Source, l.At, l.Advisor, l.ClientId)
                   : new AlikeLead(0, same & ~SameIn.Name, null, null, null, null, null, l.Advisor, null),
        ];
    }
}
