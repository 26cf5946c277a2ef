using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients.Search;

/// <summary>Finds clients by sorted beginnings, in the order of what was most likely meant; never reads more than the page it was asked for needs.</summary>
internal sealed class ClientFinder(CrmDbContext db, Actor actor, int take, CancellationToken ct)
{
    // More of one word than this need not be counted: any other word is the better one to begin with.
    private const int Plenty = 3_000;

    // Whoever sees so few clients is answered by asking each of them; walking everybody's keys for a handful would take long.
    private const int Few = 1_000;

    // Of one client several keys may begin alike (Anna with anna@…), and the page shows it once.
    private readonly int _page = take * 2;
    private readonly List<int> _found = [];

    private IQueryable<FindKey> Keys => db.Set<FindKey>().AsNoTracking().Where(k => k.Subject == FindSubject.Client);

    private IQueryable<Client> Visible => db.Set<Client>().AsNoTracking().VisibleTo(actor);

    public async Task<IReadOnlyList<int>> FindAsync(IReadOnlyList<Needle> needles)
    {
        if (needles.Count == 0 || !actor.May(ClientPermissions.View))
        {
            return [];
        }

        if (actor.Scope != Scope.All && await Visible.Take(Few + 1).CountAsync(ct) <= Few)
        {
            return await AmongFewAsync(needles);
        }

        if (needles.Count > 1 && needles.All(n => n.IsWord))
        {
            // A name as one writes it, first or last name first, is one beginning.
            await WalkAsync(FoundBy.Name, FindText.Cut(string.Join(' ', needles.Select(n => n.Text))), []);
        }

        var ordered = await RarestFirstAsync(needles);
        foreach (var by in Meanings(ordered[0]))
        {
            await WalkAsync(by, ordered[0].Text, ordered.Skip(1));
        }

        if (ordered[0].Otherwise is { } otherwise)
        {
            await WalkAsync(FoundBy.Phone, otherwise, ordered.Skip(1));
        }

        if (_found.Count == 0 && ordered.FirstOrDefault(n => n.Sound is not null) is { Sound: { } sound } heard)
        {
            await WalkAsync(FoundBy.Sound, sound, ordered.Where(n => n != heard), heardToo: true);
        }

        return _found;
    }

    private static FoundBy[] Meanings(Needle needle) =>
        needle.IsNumber ? [FoundBy.Name, FoundBy.Phone] : needle.IsWord ? [FoundBy.Name, FoundBy.Email, FoundBy.Town] : [FoundBy.Email];

    private async Task<IReadOnlyList<int>> AmongFewAsync(IReadOnlyList<Needle> needles)
    {
        var clients = Visible;
        foreach (var needle in needles)
        {
            var (having, otherwise) = (Keys.BeginningWith(needle.Text), Keys.BeginningWith(needle.Otherwise ?? needle.Text));
            clients = needle.Otherwise is null
                ? clients.Where(c => having.Any(o => o.SubjectId == c.Id))
                : clients.Where(c => having.Any(o => o.SubjectId == c.Id) || otherwise.Any(o => o.SubjectId == c.Id));
        }

        // Ordered here: asked to order and to limit, both databases would rather walk the names of everybody.
        var found = await clients.Select(c => new { c.Id, c.SearchKey }).ToListAsync(ct);
        return [.. found.OrderBy(c => c.SearchKey, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => c.Id).Take(take)];
    }

    private async Task<IReadOnlyList<Needle>> RarestFirstAsync(IReadOnlyList<Needle> needles)
    {
        if (needles.Count == 1 || _found.Count >= take)
        {
            return needles;
        }

        var counts = new List<(Needle Needle, int Names, int All)>();
        foreach (var needle in needles)
        {
            var (names, all) = (0, 0);
            foreach (var by in Meanings(needle))
            {
                all += all < Plenty ? await Keys.Where(k => k.By == by).BeginningWith(needle.Text).Take(Plenty - all).CountAsync(ct) : 0;
                names = by == FoundBy.Name ? all : names;
            }

            counts.Add((needle, names, all));
        }

        // Where all are plenty, a name: half an office lives in one town.
        return [.. counts.OrderBy(c => c.All).ThenByDescending(c => c.Names).ThenByDescending(c => c.Needle.Text.Length).Select(c => c.Needle)];
    }

    private async Task WalkAsync(FoundBy by, string text, IEnumerable<Needle> others, bool heardToo = false)
    {
        if (_found.Count >= take)
        {
            return;
        }

        var keys = Keys.Where(k => k.By == by).BeginningWith(text);
        foreach (var other in others)
        {
            keys = heardToo && other.Sound is { } sound ? HasEither(keys, other.Text, sound) : Has(keys, other.Text);
        }

        if (actor.Scope != Scope.All)
        {
            var visible = Visible;
            keys = keys.Where(k => visible.Any(c => c.Id == k.SubjectId));
        }

        var ids = await keys.OrderBy(k => k.Text).ThenBy(k => k.SubjectId).Select(k => k.SubjectId).Take(_page).ToListAsync(ct);
        _found.AddRange(ids.Distinct().Except(_found).Take(take - _found.Count).ToList());
    }

    private IQueryable<FindKey> Has(IQueryable<FindKey> keys, string text)
    {
        var having = Keys.BeginningWith(text);
        return keys.Where(k => having.Any(o => o.SubjectId == k.SubjectId));
    }

    private IQueryable<FindKey> HasEither(IQueryable<FindKey> keys, string text, string sound)
    {
        var (having, heard) = (Keys.BeginningWith(text), Keys.BeginningWith(sound));
        return keys.Where(k => having.Any(o => o.SubjectId == k.SubjectId) || heard.Any(o => o.SubjectId == k.SubjectId));
    }
}
