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

    // So many of a list are asked for in one question.
    private readonly int _listed = scope.Enough * 2;

    private readonly KeyRange _keys = new(db, scope.Subject);
    private List<int>? _seen;

    public async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<Needle> needles)
    {
        if (needles.Count == 0)
        {
            return [];
        }

        // Several words are a name, or a town and a name. Where nobody is called so, one of them may be part of an address; then, what sounds so.
        var names = needles.Count > 1 && needles.All(n => n.IsWord);
        var found = names ? await FindAsync([.. needles.Select(n => n.Called)]) : [];
        found = found.Count > 0 ? found : await FindAsync([.. needles.Select(n => n.Spelled)]);
        return found.Count > 0 || needles.All(n => n.Sound is null) ? found : await FindAsync([.. needles.Select(n => names ? n.CalledAlike : n.Heard)]);
    }

    private async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted)
    {
        var (rarest, others, many) = await RarestFirstAsync(wanted);
        if (many == 0)
        {
            return [];
        }

        var few = scope.Narrow && many > scope.Enough ? await SeenAsync() : null;
        if (few is not null && many == _plenty && !KeyRange.IsName(rarest))
        {
            return await AmongFewAsync(rarest, others);
        }

        if (few is not null || many <= scope.Enough)
        {
            return await GatherAsync(rarest, others, few);
        }

        var walk = new KeyWalk(_keys, scope, take, ct);
        return scope.NewestFirst ? await walk.NewestAsync(rarest, others) : await walk.ByNameAsync(rarest, others);
    }

    private async Task<(IReadOnlyList<Reading> Rarest, IReadOnlyList<IReadOnlyList<Reading>> Others, int Many)> RarestFirstAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted)
    {
        // Mostly one of the words is rare, and of the others nobody needs to know how many more they are.
        var most = scope.Enough + 1;
        var counts = await CountAsync(wanted, most);
        if (counts.All(c => c.Many == most) && (wanted.Count > 1 || scope.Narrow))
        {
            most = _plenty;
            counts = await CountAsync(wanted, most);
        }

        if (wanted.Count > 1 && counts.All(c => c.Many == most))
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
    private async Task<List<(IReadOnlyList<Reading> Readings, int Many, int Names)>> CountAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted, int most)
    {
        var counts = new List<(IReadOnlyList<Reading> Readings, int Many, int Names)>();
        foreach (var readings in wanted)
        {
            var many = 0;
            foreach (var reading in readings)
            {
                many += many < most ? await _keys.Of(reading).Take(most - many).CountAsync(ct) : 0;
            }

            counts.Add((readings, many, 0));
            most = Math.Min(most, many + 1);
            if (many == 0)
            {
                break;
            }
        }

        return counts;
    }

    /// <summary>All who may be seen, where they are few; null where they are many.</summary>
    private async Task<List<int>?> SeenAsync()
    {
        _seen ??= await scope.Visible.Select(s => s.Id).Take(_listed + 1).ToListAsync(ct);
        return _seen.Count <= _listed ? _seen : null;
    }

    /// <summary>Each of those few who may be seen is asked for all that was typed.</summary>
    private async Task<IReadOnlyList<int>> AmongFewAsync(IReadOnlyList<Reading> rarest, IReadOnlyList<IReadOnlyList<Reading>> others)
    {
        // Ordered here: asked to order and to limit, both databases would rather walk the names of everybody.
        var found = await _keys.Having([rarest, .. others], scope.Visible).ToListAsync(ct);
        var sorted = scope.NewestFirst ? found.OrderByDescending(s => s.Id) : found.OrderBy(s => scope.OverLast && s.Over).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id);
        return [.. sorted.Select(s => s.Id).Take(take)];
    }

    /// <summary>All that begin so, sorted here.</summary>
    private async Task<IReadOnlyList<int>> GatherAsync(IReadOnlyList<Reading> rarest, IReadOnlyList<IReadOnlyList<Reading>> others, List<int>? few)
    {
        var hits = new List<Hit>();
        var seen = _keys.Having(others, scope.Visible);
        foreach (var reading in rarest)
        {
            hits.AddRange(await KeyRange.Saying(others, KeyRange.Among(few, _keys.Of(reading))).SelectMany(_ => seen, (k, s) => new { Key = k, Seen = s })
                .Where(both => both.Seen.Id == both.Key.SubjectId).Select(both => new Hit(both.Key.SubjectId, both.Seen.Over, both.Key.By, both.Key.Text)).ToListAsync(ct));
        }

        var sorted = scope.NewestFirst
            ? hits.OrderByDescending(h => h.Id)
            : hits.OrderBy(h => scope.OverLast && h.Over).ThenBy(h => h.By).ThenBy(h => h.Text, StringComparer.Ordinal).ThenBy(h => h.Id);
        return [.. sorted.Select(h => h.Id).Distinct().Take(take)];
    }

    private sealed record Hit(int Id, bool Over, FoundBy By, string Text);
}
