using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>Rows that are called so, first and last name both and in whichever order they were typed.</summary>
internal static class NamedSo
{
    /// <summary>The keys that say this name; none for somebody of whom no name is known.</summary>
    /// <remarks>What goes on does so with a blank, and the first of what stands behind a blank is "!": so both are one stretch of the index.</remarks>
    public static IQueryable<FindKey> Keys(CrmDbContext db, FindSubject subject, string name) =>
        db.Set<FindKey>().Where(k => k.Subject == subject && k.By == FoundBy.Name).Between(name, name + "!");

    /// <param name="keys">The names a row goes by, folded; a client's wife is one of them.</param>
    public static bool Is(string name, params IEnumerable<string> keys) => keys.SelectMany(key => FindText.Words(key, key)).Any(text => IsName(text, name));

    public static bool IsName(string text, string name) => name.Length > 0 && text.StartsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || text[name.Length] == ' ');
}
