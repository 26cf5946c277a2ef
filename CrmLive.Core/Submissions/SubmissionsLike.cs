using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B13: the same person handed in before, by whichever broker.</summary>
internal static class SubmissionsLike
{
    public static async Task<List<AlikeSubmission>> FindAsync(CrmDbContext db, Actor actor, Likeness who, int ownId, int most, int namesakes, CancellationToken ct)
    {
        var all = db.Set<Submission>().Where(s => s.Id != ownId);
        var ids = await new LikeList(db, FindSubject.Submission, who.Name, all.VisibleTo(actor).Select(s => (int?)s.Id), most, namesakes)
            .By(who.Phone, all.Where(s => s.PhoneE164 == who.Phone).Select(s => s.Id))
            .By(who.Email, all.Where(s => s.EmailFolded == who.Email).Select(s => s.Id))
            .By(who.Pesel, all.Where(s => s.PeselHash == who.Pesel).Select(s => s.Id))
            .By(who.IdCard, all.Where(s => s.IdCardHash == who.IdCard).Select(s => s.Id))
            .IdsAsync(ct);
        return ids.Count == 0 ? [] : await RowsAsync(db, actor, who, all.Where(s => ids.Contains(s.Id)), ct);
    }

    private static async Task<List<AlikeSubmission>> RowsAsync(CrmDbContext db, Actor actor, Likeness who, IQueryable<Submission> these, CancellationToken ct)
    {
        var visible = db.Set<Submission>().VisibleTo(actor);
        var (phone, email, pesel, idCard) = (who.Phone, who.Email, who.Pesel, who.IdCard);
        var rows = await these.AsNoTracking().OrderByDescending(s => s.Id).Select(s => new
        {
            s.Id, s.FirstName, s.LastName, Phone = s.PhoneE164 ?? s.Phone, s.Email, s.ArrivedAt, s.Status,
            Investment = s.Investment == null ? null : s.Investment.Name,
            Source = s.BrokerForm!.Name,
            SamePhone = phone != null && s.PhoneE164 == phone,
            SameEmail = email != null && s.EmailFolded == email,
            SamePesel = pesel != null && s.PeselHash == pesel,
            SameIdCard = idCard != null && s.IdCardHash == idCard,
            Seen = visible.Any(v => v.Id == s.Id),
        }).ToListAsync(ct);
        return
        [
            .. from s in rows
               let same = (NamedSo.Is(who.Name, SearchKey.Of(s.LastName, s.FirstName)) ? SameIn.Name : 0) | (s.SamePhone ? SameIn.Phone : 0) | (s.SameEmail ? SameIn.Email : 0) | (s.SamePesel ? SameIn.Pesel : 0) | (s.SameIdCard ? SameIn.IdCard : 0)
               where same != SameIn.Nothing
               select s.Seen
                   ? new AlikeSubmission(s.Id, same, $"{s.FirstName} {s.LastName}", s.Phone, s.Email, s.Investment, s.Source, s.ArrivedAt, s.Status)
                   : new AlikeSubmission(0, same & ~SameIn.Name, null, null, null, null, null, s.ArrivedAt, s.Status),
        ];
    }
}
