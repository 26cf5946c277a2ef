using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>P13: who may already be the person somebody is typing in, by telephone, e-mail or name.</summary>
public sealed class SimilarClients(CrmDb crm)
{
    private const int Most = 6;

    /// <summary>Certain ones first. A client beyond the actor's scope is told without a name when number or address are theirs: else they would be entered twice.</summary>
    public async Task<IReadOnlyList<SimilarClient>> FindAsync(Actor actor, NewClient typed, int? exceptId, CancellationToken ct)
    {
        actor.Require(ClientPermissions.View);
        await using var db = crm.Open(actor);
        var same = new List<(int Id, FoundBy By)>();
        if (PhoneNumber.TryE164(typed.Phone, await db.CountryAsync(ct)) is { } e164)
        {
            same.AddRange((await db.Set<ClientPhone>().Where(p => p.E164 == e164).OrderBy(p => p.Id).Select(p => p.ClientId).Take(Most).ToListAsync(ct)).Select(id => (id, FoundBy.Phone)));
        }

        if (typed.Email is { } email && ContactRules.IsEmail(email))
        {
            var folded = ClientCommands.Fold(email);
            same.AddRange((await db.Set<ClientEmail>().Where(e => e.Folded == folded).OrderBy(e => e.Id).Select(e => e.ClientId).Take(Most).ToListAsync(ct)).Select(id => (id, FoundBy.Email)));
        }

        same.AddRange((await ByNameAsync(db, actor, typed, ct)).Select(id => (id, FoundBy.Name)));
        var ids = same.Select(s => s.Id).Where(id => id != exceptId).Distinct().Take(Most).ToList();
        var clients = await db.Set<Client>().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new
        {
            c.Id, c.FirstName, c.LastName, c.Company, c.Town, Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
        }).ToDictionaryAsync(c => c.Id, ct);
        var seen = (await db.Set<Client>().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        return
        [
            .. ids.Where(clients.ContainsKey).Select(id => (Client: clients[id], same.First(s => s.Id == id).By)).Select(found => seen.Contains(found.Client.Id)
                ? new SimilarClient(found.Client.Id, Client.NameOf(found.Client.FirstName, found.Client.LastName, found.Client.Company), found.Client.Town, found.Client.Advisor, found.By)
                : new SimilarClient(null, null, null, found.Client.Advisor, found.By)),
        ];
    }

    /// <summary>First and last name both, spelled or sounding so; half a name is everybody's.</summary>
    private static async Task<IReadOnlyList<int>> ByNameAsync(CrmDbContext db, Actor actor, NewClient typed, CancellationToken ct)
    {
        var (first, last) = (SearchKey.Of(typed.FirstName), SearchKey.Of(typed.LastName));
        var company = SearchKey.Of(typed.Company);
        if (first.Length < 2 || last.Length < 2)
        {
            return company.Length < 4 ? [] : await SpelledAsync(db, actor, company, ct);
        }

        var spelled = await SpelledAsync(db, actor, $"{last} {first}", ct);
        return spelled.Count > 0 ? spelled : await HeardAsync(db, actor, last, first, ct);
    }

    private static Task<List<int>> SpelledAsync(CrmDbContext db, Actor actor, string name, CancellationToken ct)
    {
        var visible = db.Set<Client>().VisibleTo(actor);
        return db.Set<FindKey>().Where(k => k.Subject == FindSubject.Client && k.By == FoundBy.Name).BeginningWith(FindText.Cut(name))
            .Where(k => visible.Any(c => c.Id == k.SubjectId)).OrderBy(k => k.Text).Select(k => k.SubjectId).Take(Most).ToListAsync(ct);
    }

    private static Task<List<int>> HeardAsync(CrmDbContext db, Actor actor, string last, string first, CancellationToken ct)
    {
        var visible = db.Set<Client>().VisibleTo(actor);
        var sounds = db.Set<FindKey>().Where(k => k.Subject == FindSubject.Client && k.By == FoundBy.Sound);
        // The key of a sound goes on with everything else the client is called, the sounds at its end.
        var (lastSound, firstSound) = (FindText.Sound(last) + " ", " " + FindText.Sound(first) + " ");
        return sounds.BeginningWith(lastSound).Where(k => (" " + k.Text + " ").Contains(firstSound))
            .Where(k => visible.Any(c => c.Id == k.SubjectId)).OrderBy(k => k.SubjectId).Select(k => k.SubjectId).Take(Most).ToListAsync(ct);
    }
}

/// <summary>A client who may be the same; without id and name when the actor may not see them.</summary>
public sealed record SimilarClient(int? Id, string? Name, string? Town, string? Advisor, FoundBy By);
