using CrmLive.Core.Common;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

public static class Conflicts
{
    /// <summary>Saves; where a colleague was quicker, says who and when (the journal knows) instead of throwing.</summary>
    public static async Task<Saved> SaveOrSayWhoAsync<T>(this CrmDbContext db, T row, CancellationToken ct)
        where T : class, IJournaled
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Saved.As(row.Id);
        }
        catch (DbUpdateConcurrencyException)
        {
            var clientId = row.JournalClientId;
            var id = row.Id;
            var last = await db.Set<JournalEntry>()
                .Where(e => e.ClientId == clientId || e.SubjectId == id)
                .OrderByDescending(e => e.Seq)
                .Select(e => new { e.Who, e.At })
                .FirstOrDefaultAsync(ct);
            return Saved.Conflict(last?.Who, last?.At);
        }
    }
}
