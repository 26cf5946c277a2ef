using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>Rows that are called so, first and last name both and in whichever order they were typed.</summary>
internal static class NamedSo
{
    public static IQueryable<FindKey> Keys(CrmDbContext db, FindSubject subject, string name) =>
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
