using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>Rows that are called so, first and last name both and in whichever order they were typed.</summary>
internal static class NamedSo
{
    /// <summary>The newest of them that may be seen.</summary>
    /// <param name="visible">Of these ids those that count.</param>
    /// <remarks>A thousand may be called so: their keys say so in one stretch of the index, and only of a few at a time is the row looked at.</remarks>
    public static async Task<List<int>> NewestAsync(CrmDbContext db, FindSubject subject, string name, Func<List<int>, IQueryable<int>> visible, int most, CancellationToken ct)
    {
        var found = new List<int>();
        var (before, many, more) = (int.MaxValue, most * 4, name.Length > 0);
        while (more && found.Count < most)
        {
            var ids = await Keys(db, subject, name).Where(k => k.SubjectId < before).OrderByDescending(k => k.SubjectId).Select(k => k.SubjectId).Take(many).ToListAsync(ct);
            more = ids.Count == many;
            if (ids.Count > 0)
            {
                found.AddRange((await visible(ids).ToListAsync(ct)).OrderDescending());
                before = ids[^1];
            }

            many *= 4;
        }

        return [.. found.Distinct().Take(most)];
    }

    /// <summary>The keys that say this name; none for somebody of whom no name is known.</summary>
    /// <remarks>What goes on does so with a blank, and the first of what stands behind a blank is "!": so both are one stretch of the index.</remarks>
    public static IQueryable<FindKey> Keys(CrmDbContext db, FindSubject subject, string name) =>
        db.Set<FindKey>().Where(k => k.Subject == subject && k.By == FoundBy.Name).Between(name, name + "!");

    public static bool IsName(string text, string name) => name.Length > 0 && text.StartsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || text[name.Length] == ' ');
}
