using System.Text.Json;
using CrmLive.Core.Common;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

public static class Conflicts
{
    /// <summary>Saves; where a colleague was quicker, says who and when (the journal knows) instead of throwing.</summary>
    /// <param name="looksAgain">Where theirs is as they read it, and only a row written along with it has changed, the caller reads anew instead of telling them.</param>
    public static async Task<Saved> SaveOrSayWhoAsync<T>(this CrmDbContext db, T row, CancellationToken ct, bool looksAgain = false)
        where T : class, IJournaled
    {
        var isNew = db.Entry(row).State == EntityState.Added;
        try
        {
            await db.SaveChangesAsync(ct);
            return Saved.As(row.Id);
        }
        catch (DbUpdateConcurrencyException met) when (met is not OvertakenException)
        {
            if (looksAgain && met.Entries.Count > 0 && met.Entries.All(entry => entry.Entity != (object)row))
            {
                throw new OvertakenException();
            }

            // Nobody can have been quicker with a row that is new: what it was to belong to has gone.
            return isNew ? Saved.Gone : await db.WhoWasQuickerAsync(row, ct);
        }
    }

    /// <summary>The answer to whoever edits a row that has changed since they read it.</summary>
    public static async Task<Saved> WhoWasQuickerAsync<T>(this CrmDbContext db, T row, CancellationToken ct)
        where T : class, IJournaled
    {
        var subject = JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(T).Name);
        var id = row.Id;
        // Parts of a client (a telephone) are journaled by themselves, so the client's own last word is whatever was last about them.
        var last = await db.Set<JournalEntry>()
            .Where(e => (e.Subject == subject && e.SubjectId == id) || (subject == "client" && e.ClientId == id && e.Subject.StartsWith("client-")))
            .OrderByDescending(e => e.Seq)
            .Select(e => new { e.Who, e.At })
            .FirstOrDefaultAsync(ct);
        return Saved.Conflict(last?.Who, last?.At);
    }
}
