using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>
/// Finds rows by sorted beginnings of their keys. Begins with the rarest thing typed and asks of each row that has it for the others;
/// where even the rarest is plenty, a page is soon full, and it walks until it is.
/// </summary>
internal sealed class KeyFinder(CrmDbContext db, FindScope scope, int take, CancellationToken ct)
{
    // Which of two that are more than this is the rarer matters no longer.
    private readonly int _plenty = Math.Max(1, scope.Enough * 4);

    private readonly KeyRange _keys = new(db, scope.Subject);
    private readonly Dictionary<Reading, (int Many, int Most)> _counted = [];

    public async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<Needle> needles)
    {
        if (needles.Count == 0)
        {
            return [];
        }

        var meanings = Meanings(needles).ToList();
        var counts = new List<Count>();
        foreach (var (i, wanted) in meanings.Index())
        {
            // Several words that are nobody's name would be asked for in two more ways, each with a question or two a word.
            if (i > 0 && wanted.Count > 1 && await KeySift.OfFewAsync(db, scope, take, ct) is { } sift)
            {
                return await sift.FindAsync(meanings[i..], Rarest(counts));
            }

            // Mostly one of the words is rare, and of the others nobody needs to know how many more they are.
            counts = await CountAsync(wanted, scope.Enough + 1);
            if (counts.TrueForAll(c => c.Many > scope.Enough) && await KeySift.OfFewAsync(db, scope, take, ct) is { } few)
            {
                return await few.FindAsync(meanings[i..], Rarest(counts));
            }

            if (await FindAsync(wanted, counts) is { Count: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Several words are a name, or a town and a name. Where nobody is called so, one of them may be part of an address; then, what sounds so.</summary>
    private static IEnumerable<IReadOnlyList<IReadOnlyList<Reading>>> Meanings(IReadOnlyList<Needle> needles)
    {
        var names = needles.Count > 1 && needles.All(n => n.IsWord);
        if (names)
        {
            yield return [.. needles.Select(n => n.Called)];
        }

        yield return [.. needles.Select(n => n.Spelled)];
        if (needles.Any(n => n.Sound is not null))
        {
            yield return [.. needles.Select(n => names ? n.CalledAlike : n.Heard)];
        }
    }

    /// <summary>As far as they were counted; then the longest.</summary>
    private static int Rarest(List<Count> counts) => counts.Index().OrderBy(c => c.Item.Many).ThenByDescending(c => c.Item.Readings[0].Text.Length).First().Index;

    private async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted, List<Count> counts)
    {
        var (rarest, others, many) = await RarestFirstAsync(wanted, counts);
        if (many <= scope.Enough)
        {
            return many == 0 ? [] : await GatherAsync(rarest, others);
        }

        var walk = new KeyWalk(_keys, scope, take, ct);
        return scope.NewestFirst ? await walk.NewestAsync(rarest, others) : await walk.ByNameAsync(rarest, others);
    }

    private async Task<(IReadOnlyList<Reading> Rarest, IReadOnlyList<IReadOnlyList<Reading>> Others, int Many)> RarestFirstAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted, List<Count> counts)
    {
        if (wanted.Count > 1 && counts.TrueForAll(c => c.Many > scope.Enough))
        {
            counts = await CountAsync(wanted, _plenty);
        }

        if (wanted.Count > 1 && counts.TrueForAll(c => c.Many >= _plenty))
        {
            // Where all are plenty, a name: half an office lives in one town.
            for (var i = 0; i < counts.Count; i++)
            {
                counts[i] = counts[i] with { Names = await _keys.Of(counts[i].Readings[^1] with { By = [FoundBy.Name] }).Take(scope.Enough).CountAsync(ct) };
            }
        }

        var ordered = counts.OrderBy(c => c.Many).ThenByDescending(c => c.Names).ThenByDescending(c => c.Readings[0].Text.Length).ToList();
        return (ordered[0].Readings, [.. wanted.Where(readings => readings != ordered[0].Readings)], ordered[0].Many);
    }

    /// <summary>How many keys begin so, none counted further than tells the rarest.</summary>
    private async Task<List<Count>> CountAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted, int most)
    {
        var counts = new List<Count>();
        foreach (var readings in wanted)
        {
            var many = 0;
            foreach (var reading in readings)
            {
                many += many < most ? await CountAsync(reading, most - many) : 0;
            }

            counts.Add(new(readings, many, 0));
            most = Math.Min(most, many + 1);
            if (many == 0)
            {
                break;
            }
        }

        return counts;
    }

    private async Task<int> CountAsync(Reading reading, int most)
    {
        // What sounds like a word is also what is spelled so, and that was counted before.
        if (!_counted.TryGetValue(reading, out var known) || (known.Many == known.Most && most > known.Most))
        {
            _counted[reading] = known = (await _keys.Of(reading).Take(most).CountAsync(ct), most);
        }

        return Math.Min(known.Many, most);
    }

    /// <summary>All that begin so, sorted here.</summary>
    private async Task<IReadOnlyList<int>> GatherAsync(IReadOnlyList<Reading> rarest, IReadOnlyList<IReadOnlyList<Reading>> others)
    {
        var hits = new List<Hit>();
        var seen = _keys.Having(others, scope.Visible);
        foreach (var reading in rarest)
        {
            hits.AddRange(await KeyRange.Saying(others, _keys.Of(reading)).SelectMany(_ => seen, (k, s) => new { Key = k, Seen = s })
                .Where(both => both.Seen.Id == both.Key.SubjectId).Select(both => new Hit(both.Key.SubjectId, both.Seen.Over, both.Key.By, both.Key.Text)).ToListAsync(ct));
        }

        var sorted = scope.NewestFirst
            ? hits.OrderByDescending(h => h.Id)
            : hits.OrderBy(h => scope.OverLast && h.Over).ThenBy(h => h.By).ThenBy(h => h.Text, StringComparer.Ordinal).ThenBy(h => h.Id);
        return [.. sorted.Select(h => h.Id).Distinct().Take(take)];
    }

    /// <param name="Names">Of these, so many are names; counted only where all are plenty.</param>
    private sealed record Count(IReadOnlyList<Reading> Readings, int Many, int Names);

    private sealed record Hit(int Id, bool Over, FoundBy By, string Text);
}
