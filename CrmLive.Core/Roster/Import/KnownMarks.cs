using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Which numbers and addresses of some rows are known in the office, and whose they are: all clients', not only those the actor sees.</summary>
internal sealed class KnownMarks(IReadOnlyDictionary<string, int> clients)
{
    public static KnownMarks None { get; } = new(new Dictionary<string, int>());

    public static async Task<KnownMarks> InOfficeAsync(CrmDbContext db, IReadOnlyCollection<ImportRow> rows, CancellationToken ct)
    {
        var numbers = rows.SelectMany(r => r.Phones).Select(p => p.E164).Distinct().ToList();
        var addresses = rows.SelectMany(r => r.Emails).Select(ClientCommands.Fold).Distinct().ToList();
        var known = new Dictionary<string, int>();
        foreach (var phone in await db.Set<ClientPhone>().Where(p => numbers.Contains(p.E164!)).OrderBy(p => p.ClientId).Select(p => new { Mark = p.E164!, p.ClientId }).ToListAsync(ct))
        {
            known.TryAdd(phone.Mark, phone.ClientId);
        }

        foreach (var email in await db.Set<ClientEmail>().Where(e => addresses.Contains(e.Folded)).OrderBy(e => e.ClientId).Select(e => new { Mark = e.Folded, e.ClientId }).ToListAsync(ct))
        {
            known.TryAdd(email.Mark, email.ClientId);
        }

        return new KnownMarks(known);
    }

    /// <summary>Each client once, those by number first.</summary>
    public IReadOnlyList<(int ClientId, FoundBy By)> Of(ImportRow row) =>
    [
        .. row.Phones.Select(p => (p.E164, FoundBy.Phone)).Concat(row.Emails.Select(e => (ClientCommands.Fold(e), FoundBy.Email)))
            .Where(mark => clients.ContainsKey(mark.Item1)).Select(mark => (clients[mark.Item1], mark.Item2)).DistinctBy(c => c.Item1),
    ];
}
