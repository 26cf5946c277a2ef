using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>Walks a range of keys that is too long to be read whole, until a page is full.</summary>
/// <param name="few">All that may be seen, where they are few: then no row is looked up on the way, and what is asked for besides must be names.</param>
internal sealed class KeyWalk(KeyRange keys, FindScope scope, int take, CancellationToken ct, IReadOnlyDictionary<int, Seen>? few = null)
{
    private readonly List<int> _found = [];
    private readonly List<int> _over = [];

    /// <summary>One walk for both: those that are over are kept for the end, in case a page is not filled by the others.</summary>
    public async Task<IReadOnlyList<int>> ByNameAsync(IReadOnlyList<Reading> rarest, IReadOnlyList<IReadOnlyList<Reading>> others)
    {
        foreach (var reading in rarest.SelectMany(reading => reading.By.Select(by => new Reading([by], reading.Text))))
        {
            await WalkAsync(reading, others);
        }

        return [.. _found.Concat(_over).Distinct().Take(take)];
    }

    /// <summary>The latest of a range are not beside each other in it: a few are looked up, and more when these were not enough.</summary>
    public async Task<IReadOnlyList<int>> NewestAsync(IReadOnlyList<Reading> rarest, IReadOnlyList<IReadOnlyList<Reading>> others)
    {
        var before = int.MaxValue;
        for (var many = take * 16; _found.Count < take; many *= 4)
        {
            var ids = new List<int>();
            foreach (var reading in rarest)
            {
                ids.AddRange(await KeyRange.Saying(others, keys.Of(reading)).Where(k => k.SubjectId < before).OrderByDescending(k => k.SubjectId).Select(k => k.SubjectId).Take(many).ToListAsync(ct));
            }

            // Of two readings only what is newer than the end of both is known to be all.
            ids = [.. ids.OrderDescending().Take(many)];
            if (ids.Count == 0)
            {
                break;
            }

            before = ids[^1];
            var asked = ids.Distinct().ToList();
            var hits = keys.Having(others, scope.Visible.Where(s => EF.Parameter(asked).Contains(s.Id)));
            _found.AddRange(await hits.OrderByDescending(s => s.Id).Select(s => s.Id).Take(take - _found.Count).ToListAsync(ct));
        }

        return _found;
    }

    private async Task WalkAsync(Reading reading, IReadOnlyList<IReadOnlyList<Reading>> others)
    {
        // Of one row several keys may begin alike (Anna Ann, or a number's 111111), and the page shows it once.
        var (from, more) = (reading.Text, true);
        for (var page = take * 4; more && _found.Count < take; page *= 4)
        {
            var said = KeyRange.Saying(others, keys.Of(reading, from));
            var hits = few is null ? await OfAllAsync(said, others, page) : await OfFewAsync(said, few, page);
            _found.AddRange(hits.Where(h => !(scope.OverLast && h.Over)).Select(h => h.SubjectId).Distinct().Except(_found).ToList());
            _over.AddRange(hits.Where(h => h.Over).Select(h => h.SubjectId));
            more = hits.Count == page;
            from = more ? hits[^1].Text : from;
        }
    }

    private Task<List<Hit>> OfAllAsync(IQueryable<FindKey> said, IReadOnlyList<IReadOnlyList<Reading>> others, int page)
    {
        var seen = keys.Having(others, scope.Visible);
        return said.SelectMany(_ => seen, (k, s) => new { Key = k, Seen = s }).Where(both => both.Seen.Id == both.Key.SubjectId)
            .OrderBy(both => both.Key.Text).ThenBy(both => both.Key.SubjectId).Select(both => new Hit(both.Key.SubjectId, both.Key.Text, both.Seen.Over)).Take(page).ToListAsync(ct);
    }

    private async Task<List<Hit>> OfFewAsync(IQueryable<FindKey> said, IReadOnlyDictionary<int, Seen> theirs, int page)
    {
        var hits = await KeyRange.Among([.. theirs.Keys], said).OrderBy(k => k.Text).ThenBy(k => k.SubjectId).Select(k => new { k.SubjectId, k.Text }).Take(page).ToListAsync(ct);
        return [.. hits.Select(hit => new Hit(hit.SubjectId, hit.Text, theirs[hit.SubjectId].Over))];
    }

    private sealed record Hit(int SubjectId, string Text, bool Over);
}
