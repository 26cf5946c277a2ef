using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>
/// Finds rows by sorted beginnings of their keys. Begins with the rarest thing typed and asks of each row that has it for the others;
/// where even the rarest is plenty, a page is soon full, and it walks until it is.
/// </summary>
internal sealed class KeyFinder(CrmDbContext db, FindScope scope, int take, CancellationToken ct)
{
    // Which of two that are more than this is the rarer matters no longer.
    private const int Plenty = 10_000;

    private readonly KeyRange _keys = new(db, scope.Subject);
    private int? _visible;

    public async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<Needle> needles)
    {
        if (needles.Count == 0)
        {
            return [];
        }

        // A name as one writes it, first or last name first, is one beginning, and much rarer than its words.
        var phrase = needles.Count > 1 && needles.All(n => n.IsWord) ? Common.FindText.Cut(string.Join(' ', needles.Select(n => n.Text))) : null;
        var found = await FindAsync([.. needles.Select(n => n.Spelled)], phrase);
        return found.Count > 0 || needles.All(n => n.Sound is null) ? found : await FindAsync([.. needles.Select(n => n.Heard)], null);
    }

    private async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted, string? phrase)
    {
        var (rarest, others, many) = await RarestFirstAsync(wanted);
        if (many <= scope.Enough)
        {
            return await GatherAsync(rarest, reading => _keys.Having(others, _keys.Of(reading)).SelectMany(_ => scope.Visible, (k, s) => new { Key = k, Seen = s })
                .Where(both => both.Seen.Id == both.Key.SubjectId).Select(both => new Hit(both.Key.SubjectId, both.Seen.Over, both.Key.By, both.Key.Text)));
        }

        if (scope.Narrow && (_visible ??= await scope.Visible.Take(scope.Enough + 1).CountAsync(ct)) <= scope.Enough)
        {
            return await AmongFewAsync([rarest, .. others]);
        }

        var walk = new KeyWalk(_keys, scope, take, ct);
        return scope.NewestFirst ? await walk.NewestAsync(rarest, others) : await walk.ByNameAsync(rarest, others, phrase);
    }

    private async Task<(IReadOnlyList<Reading> Rarest, IReadOnlyList<IReadOnlyList<Reading>> Others, int Many)> RarestFirstAsync(IReadOnlyList<IReadOnlyList<Reading>> wanted)
    {
        var most = wanted.Count == 1 ? scope.Enough + 1 : Plenty;
        var counts = new List<(IReadOnlyList<Reading> Readings, int Many, int Names)>();
        foreach (var readings in wanted)
        {
            var many = 0;
            foreach (var reading in readings)
            {
                many += many < most ? await _keys.Of(reading).Take(most - many).CountAsync(ct) : 0;
            }

            // Where all are plenty, a name: half an office lives in one town.
            var names = many < most || wanted.Count == 1 ? 0 : await _keys.Of(readings[0] with { By = [FoundBy.Name] }).Take(scope.Enough).CountAsync(ct);
            counts.Add((readings, many, names));
            if (many == 0)
            {
                break;
            }
        }

        var ordered = counts.OrderBy(c => c.Many).ThenByDescending(c => c.Names).ThenByDescending(c => c.Readings[0].Text.Length).ToList();
        return (ordered[0].Readings, [.. ordered.Skip(1).Select(c => c.Readings)], ordered[0].Many);
    }

    /// <summary>Each of those few who may be seen is asked for all that was typed.</summary>
    private async Task<IReadOnlyList<int>> AmongFewAsync(IEnumerable<IReadOnlyList<Reading>> wanted)
    {
        // Ordered here: asked to order and to limit, both databases would rather walk the names of everybody.
        var found = await _keys.Among(scope.Visible, wanted).ToListAsync(ct);
        var sorted = scope.NewestFirst ? found.OrderByDescending(s => s.Id) : found.OrderBy(s => scope.OverLast && s.Over).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id);
        return [.. sorted.Select(s => s.Id).Take(take)];
    }

    private async Task<IReadOnlyList<int>> GatherAsync(IReadOnlyList<Reading> rarest, Func<Reading, IQueryable<Hit>> ask)
    {
        var hits = new List<Hit>();
        foreach (var reading in rarest)
        {
            hits.AddRange(await ask(reading).ToListAsync(ct));
        }

        var sorted = scope.NewestFirst
            ? hits.OrderByDescending(h => h.Id)
            : hits.OrderBy(h => scope.OverLast && h.Over).ThenBy(h => h.By).ThenBy(h => h.Text, StringComparer.Ordinal).ThenBy(h => h.Id);
        return [.. sorted.Select(h => h.Id).Distinct().Take(take)];
    }

    private sealed record Hit(int Id, bool Over, FoundBy By, string Text);
}
