using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>
/// Where only few may be seen: those of them that have one thing typed are held against a list at hand, and asked at once for their keys of everything else; who is meant is read off here.
/// So its time is that of the few. To ask all rows costs a question for each word in each way in which it may have been meant.
/// </summary>
internal sealed class KeySift(CrmDbContext db, FindScope scope, IReadOnlyDictionary<int, Seen> few, int take, CancellationToken ct)
{
    private readonly KeyRange _keys = new(db, scope.Subject);
    private readonly List<int> _ids = [.. few.Keys];

    /// <summary>None where they are many.</summary>
    public static async Task<KeySift?> OfFewAsync(CrmDbContext db, FindScope scope, int take, CancellationToken ct) =>
        scope.Narrow && await scope.Visible.Take(scope.Enough + 1).ToDictionaryAsync(s => s.Id, ct) is var few && few.Count <= scope.Enough ? new(db, scope, few, take, ct) : null;

    /// <param name="meanings">What was typed, in each way in which it may have been meant; only where nobody is found the next one counts.</param>
    /// <param name="rarest">Which of the things typed is the rarest, as far as is known.</param>
    public async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<IReadOnlyList<IReadOnlyList<Reading>>> meanings, int rarest)
    {
        if (few.Count == 0)
        {
            return [];
        }

        // What is meant first is mostly meant, and where it is plenty a page of it is soon full.
        if (!scope.NewestFirst && meanings[0][rarest].Count == 1 && meanings[0].Where((_, i) => i != rarest).ToList() is var others && others.TrueForAll(KeyRange.IsName)
            && await new KeyWalk(_keys, scope, take, ct, few).ByNameAsync(meanings[0][rarest], others) is { Count: > 0 } found)
        {
            return found;
        }

        var all = meanings.SelectMany(needles => needles).SelectMany(readings => readings).Select(reading => reading.Text).Distinct();
        var keys = (await HavingAsync([.. meanings.SelectMany(needles => needles[rarest]).Distinct()])).Join(_keys.OfAny(all), s => s.Id, k => k.SubjectId, (s, k) => new Found(s.Id, s.Over, k.By, k.Text));
        var rows = (await keys.ToListAsync(ct)).GroupBy(found => found.Id).ToList();
        return meanings.Select(needles => Meant(rows, needles)).FirstOrDefault(ids => ids.Count > 0) ?? [];
    }

    /// <summary>Of numbers each row has a dozen endings, and those that begin so are too many to be held against a list.</summary>
    private async Task<IQueryable<Seen>> HavingAsync(IReadOnlyList<Reading> readings)
    {
        if (readings.Any(reading => reading.By.Contains(FoundBy.Phone)))
        {
            return scope.Visible;
        }

        var ids = new HashSet<int>();
        foreach (var reading in readings.GroupBy(reading => reading.Text, (text, same) => new Reading(same.MaxBy(reading => reading.By.Count)!.By, text)))
        {
            ids.UnionWith(await KeyRange.Among(_ids, _keys.Of(reading)).Select(k => k.SubjectId).ToListAsync(ct));
        }

        var having = ids.ToList();
        return scope.Visible.Where(s => EF.Parameter(having).Contains(s.Id));
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
