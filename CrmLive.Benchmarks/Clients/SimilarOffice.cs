using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Benchmarks.Clients;

/// <summary>Leads and submissions beside an office's clients: some of the same people, most of others who are often called alike.</summary>
internal static class SimilarOffice
{
    private const int NumbersEvery = 20;

    private static readonly DateTime Start = new(2025, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task FillAsync(ClientOffice office, IReadOnlyList<Client> clients, int leads, int submissions, CancellationToken ct)
    {
        var (form, channel) = await FormAsync(office, ct);
        await using var load = await BulkLoad.BeginAsync(office.Crm, ct);
        // In pieces: half a million leads with their keys are many at once.
        foreach (var ids in Enumerable.Range(1, leads).Chunk(50_000))
        {
            await load.AddAsync(ids.Select(id => Lead(id, Somebody(clients, id, new Random(id)), channel)).ToList(), ct);
        }

        foreach (var ids in Enumerable.Range(1, submissions).Chunk(50_000))
        {
            await load.AddAsync(ids.Select(id => Submission(id, Somebody(clients, id + 7, new Random(id + 7)), form)).ToList(), ct);
        }

        await load.AddAsync(clients.Where(c => c.Id % NumbersEvery == 0).Select(c => new ClientNumber { Id = c.Id, ClientId = c.Id, Field = PersonalField.Pesel, Number = new SealedText("bench"), Hash = HashOf(c.Id) }).ToList(), ct);
        await load.CommitAsync(ct);
        if (office.Crm.Kind == DatabaseKind.Postgres)
        {
            // Else it writes out for minutes, while the measuring is on, what was loaded here; SQLite's load ends with that done.
            await using var db = office.Crm.Open(Actor.System);
            await db.Database.ExecuteSqlRawAsync("CHECKPOINT", ct);
        }
    }

    // A third is somebody the office knows.
    private static Client Somebody(IReadOnlyList<Client> clients, int id, Random random) =>
        id % 3 == 0 ? clients[random.Next(clients.Count)] : People.Client(clients.Count + id, random, 1, [1], [1]);

    private static Lead Lead(int id, Client who, int channel) => new()
    {
        Id = id, At = Start.AddMinutes(id), Kind = LeadKind.Text, ChannelId = channel, Name = $"{who.FirstName} {who.LastName}", SearchKey = SearchKey.Of($"{who.FirstName} {who.LastName}"),
        Phone = who.Phones[0].Raw, PhoneE164 = who.Phones[0].E164, Email = who.Emails.FirstOrDefault()?.Address, EmailFolded = who.Emails.FirstOrDefault()?.Folded,
        AdvisorId = who.AdvisorId, BranchId = who.BranchId,
    };

    private static Submission Submission(int id, Client who, int form) => new()
    {
        Id = id, BrokerFormId = form, FirstName = who.FirstName!, LastName = who.LastName!, SearchKey = SearchKey.Of(who.LastName, who.FirstName), ArrivedAt = Start.AddMinutes(id),
        Phone = who.Phones[0].Raw, PhoneE164 = who.Phones[0].E164, Email = who.Emails.FirstOrDefault()?.Address, EmailFolded = who.Emails.FirstOrDefault()?.Folded,
        Pesel = new SealedText("bench"), PeselHash = HashOf(who.Id), BrokerName = "Halina Rogowska", BrokerKeyword = "halina rogowska", BrokerKey = $"bench-{id}", BranchId = who.BranchId,
    };

    private static string HashOf(int person) => $"{person:x64}";

    private static async Task<(int Form, int Channel)> FormAsync(ClientOffice office, CancellationToken ct)
    {
        await using var db = office.Crm.Open(Actor.System);
        var form = new BrokerForm { Name = "Bench", LinkKey = "bench", Source = new Source { Name = "Bench" } };
        db.Add(form);
        await db.SaveChangesAsync(ct);
        return (form.Id, await db.Set<DictionaryEntry>().Where(e => e.Kind == DictionaryKind.Channel).Select(e => e.Id).FirstAsync(ct));
    }
}
