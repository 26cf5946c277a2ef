using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B13: the same person handed in before, by whichever broker.</summary>
internal static class SubmissionsLike
{
    public static async Task<List<AlikeSubmission>> FindAsync(CrmDbContext db, Actor actor, Likeness who, int ownId, int most, int namesakes, CancellationToken ct)
    {
        var (certain, called) = await IdsAsync(db, actor, who, ownId, most, namesakes, ct);
        var ids = certain.Concat(called).ToHashSet();
        if (ids.Count == 0)
        {
            return [];
        }

        var named = NamedSo.Keys(db, FindSubject.Submission, who.Name);
        var visible = db.Set<Submission>().VisibleTo(actor);
        var (phone, email, pesel, idCard) = (who.Phone, who.Email, who.Pesel, who.IdCard);
        var rows = await db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id)).OrderByDescending(s => s.Id).Select(s => new
        {
            s.Id, s.FirstName, s.LastName, Phone = s.PhoneE164 ?? s.Phone, s.Email, s.ArrivedAt, s.Status,
            Investment = s.Investment == null ? null : s.Investment.Name,
            Source = s.BrokerForm!.Name,
            SamePhone = phone != null && s.PhoneE164 == phone,
            SameEmail = email != null && s.EmailFolded == email,
            SamePesel = pesel != null && s.PeselHash == pesel,
            SameIdCard = idCard != null && s.IdCardHash == idCard,
            Named = named.Any(k => k.SubjectId == s.Id),
            Seen = visible.Any(v => v.Id == s.Id),
        }).ToListAsync(ct);
        return
        [
            .. from s in rows
               let same = (s.Named ? SameIn.Name : 0) | (s.SamePhone ? SameIn.Phone : 0) | (s.SameEmail ? SameIn.Email : 0) | (s.SamePesel ? SameIn.Pesel : 0) | (s.SameIdCard ? SameIn.IdCard : 0)
               where same != SameIn.Nothing
               select s.Seen
                   ? new AlikeSubmission(s.Id, same, $"{s.FirstName} {s.LastName}", s.Phone, s.Email, s.Investment, s.Source, s.ArrivedAt, s.Status)
                   : new AlikeSubmission(0, same & ~SameIn.Name, null, null, null, null, null, s.ArrivedAt, s.Status),
        ];
    }

    private static async Task<(List<int> Certain, List<int> Called)> IdsAsync(CrmDbContext db, Actor actor, Likeness who, int ownId, int most, int namesakes, CancellationToken ct)
    {
        var ways = new List<IQueryable<int>>();
        void By(bool known, IQueryable<int> way) => ways.AddRange(known ? [way.Where(id => id != ownId).OrderByDescending(id => id).Take(most)] : []);
        var all = db.Set<Submission>();
        By(who.Phone is not null, all.Where(s => s.PhoneE164 == who.Phone).Select(s => s.Id));
        By(who.Email is not null, all.Where(s => s.EmailFolded == who.Email).Select(s => s.Id));
        By(who.Pesel is not null, all.Where(s => s.PeselHash == who.Pesel).Select(s => s.Id));
        By(who.IdCard is not null, all.Where(s => s.IdCardHash == who.IdCard).Select(s => s.Id));
        List<int> certain = ways.Count == 0 ? [] : await ways.Aggregate((found, way) => found.Concat(way)).ToListAsync(ct);
        var named = await NamedSo.NewestAsync(db, FindSubject.Submission, who.Name, ids => all.VisibleTo(actor).Where(s => ids.Contains(s.Id) && s.Id != ownId).Select(s => s.Id), namesakes + certain.Count, ct);
        return (certain, named);
    }
}
