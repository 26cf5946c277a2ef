using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>
/// Where only few may be seen: each of them is asked for all its keys that begin like anything typed, in one question, and who is meant is read off here.
/// Its time is that of the few, whatever is typed; to find out first which word is rare takes a question for each word and each way of spelling it.
/// </summary>
internal sealed class KeySift(CrmDbContext db, FindScope scope, int take, CancellationToken ct)
{
    /// <summary>None where they are many.</summary>
    public static async Task<KeySift?> OfFewAsync(CrmDbContext db, FindScope scope, int take, CancellationToken ct) =>
        scope.Narrow && await scope.Visible.Take(scope.Enough + 1).CountAsync(ct) <= scope.Enough ? new(db, scope, take, ct) : null;

    /// <param name="meanings">What was typed, in each way in which it may have been meant; only where nobody is found the next one counts.</param>
    public async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<IReadOnlyList<IReadOnlyList<Reading>>> meanings)
    {
        var beginnings = meanings.SelectMany(needles => needles).SelectMany(readings => readings).Select(reading => reading.Text).Distinct();
        var subject = scope.Subject;
        var keys = await scope.Visible.Join(
            db.Set<FindKey>().AsNoTracking().Where(k => k.Subject == subject).BeginningWithAny(beginnings), s => s.Id, k => k.SubjectId, (s, k) => new Found(s.Id, s.Over, k.By, k.Text)).ToListAsync(ct);
        var rows = keys.GroupBy(k => k.Id).ToList();
        return meanings.Select(needles => Meant(rows, needles)).FirstOrDefault(ids => ids.Count > 0) ?? [];
    }

    private List<int> Meant(List<IGrouping<int, Found>> rows, IReadOnlyList<IReadOnlyList<Reading>> needles)
    {
        var meant = rows.Where(row => needles.All(readings => row.Any(key => key.IsOf(readings))));
        var sorted = scope.NewestFirst
            ? meant.Select(row => row.Key).OrderDescending()
            : meant.Select(row => (row.Key, First: row.Where(key => key.IsOf(needles[0])).OrderBy(key => key.By).ThenBy(key => key.Text, StringComparer.Ordinal).First()))
                .OrderBy(row => scope.OverLast && row.First.Over).ThenBy(row => row.First.By).ThenBy(row => row.First.Text, StringComparer.Ordinal).ThenBy(row => row.Key).Select(row => row.Key);
        return [.. sorted.Take(take)];
    }

    private sealed record Found(int Id, bool Over, FoundBy By, string Text)
    {
        public bool IsOf(IReadOnlyList<Reading> readings) => readings.Any(reading => reading.By.Contains(By) && Text.StartsWith(reading.Text, StringComparison.Ordinal));
    }
}
