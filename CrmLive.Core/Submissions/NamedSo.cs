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

    private static IQueryable<FindKey> Keys(CrmDbContext db, FindSubject subject, string name) =>
        db.Set<FindKey>().Where(k => k.Subject == subject && k.By == FoundBy.Name && k.Text == name)
            .Concat(db.Set<FindKey>().Where(k => k.Subject == subject && k.By == FoundBy.Name).BeginningWith(name + " "));

    /// <summary>Which of these rows are called so too.</summary>
    public static async Task<HashSet<int>> AmongAsync(CrmDbContext db, FindSubject subject, string name, IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        if (name.Length == 0 || ids.Count == 0)
        {
            return [];
        }

        var keys = await db.Set<FindKey>().Where(k => k.Subject == subject && ids.Contains(k.SubjectId) && k.By == FoundBy.Name).Select(k => new { k.SubjectId, k.Text }).ToListAsync(ct);
        return [.. keys.Where(k => IsName(k.Text, name)).Select(k => k.SubjectId)];
    }

    public static bool IsName(string text, string name) => name.Length > 0 && text.StartsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || text[name.Length] == ' ');
}
