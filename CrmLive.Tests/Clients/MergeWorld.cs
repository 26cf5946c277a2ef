using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Clients;

/// <summary>Two clients with whatever a client can have, as a seed says; some of it the same on both.</summary>
public sealed class MergeWorld(TestOffice office, int[] users, int[] investments, int unitId)
{
    public static async Task<MergeWorld> StartAsync(TestOffice office)
    {
        int[] users = [(await office.AddUserAsync("Anna", "Lis")).Id, (await office.AddUserAsync("Ewa", "Wilk")).Id];
        await using var db = office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Centre" };
        Investment[] sold = [new() { Name = "Park", Branch = branch }, new() { Name = "Port", Branch = branch }];
        var unit = new Unit { Number = "1", Investment = sold[0], Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = sold[0] } } };
        db.AddRange(sold);
        db.Add(unit);
        await db.SaveChangesAsync();
        return new MergeWorld(office, users, [.. sold.Select(i => i.Id)], unit.Id);
    }

    public async Task<(int Id, int Version)> ClientAsync(Random random)
    {
        var client = await office.AddClientAsync(Pick(random, "Anna", "Ania")!, Pick(random, "Nowak", "Novak")!, advisorId: users[random.Next(2)]);
        await using var db = office.Crm.Open(Actor.System);
        client = await db.Set<Client>().SingleAsync(c => c.Id == client.Id);
        (client.Town, client.Description, client.IsKey) = (Pick(random, "Łódź", null), Pick(random, "a", null), random.Next(2) == 0);
        client.SearchKey = client.KeyOf();
        for (var parts = random.Next(9); parts > 0; parts--)
        {
            db.Add(Part(client.Id, random));
        }

        if (random.Next(2) == 0)
        {
            var person = new ClientPerson { ClientId = client.Id, FirstName = Pick(random, "Maria", "Ewa"), LastName = "Nowak", Role = "wife" };
            db.Add(new ClientPhone { ClientId = client.Id, Raw = "600 111 222", E164 = "+48600111222", Person = person });
        }

        if (random.Next(2) == 0)
        {
            db.Add(new ClientInterest { ClientId = client.Id, InvestmentId = investments[random.Next(2)] });
        }

        await db.SaveChangesAsync();
        return (client.Id, await db.Set<Client>().Where(c => c.Id == client.Id).Select(c => c.Version).SingleAsync());
    }

    /// <summary>Everything stored about clients, but for versions, which only count saves, and for the spells of advisors: whose client it was meanwhile stays true.</summary>
    public async Task<string> EverythingAsync()
    {
        await using var db = office.Crm.Open(Actor.System);
        var all = new List<string>();
        foreach (var kind in ClientRows.Kinds(db).Where(k => k.ClrType != typeof(AdvisorSpell)).Append(db.Model.FindEntityType(typeof(Client))!))
        {
            var ids = await db.Set<Client>().Select(c => c.Id).ToListAsync();
            var rows = kind.ClrType == typeof(Client) ? await ClientRows.ByIdAsync(db, kind, ids, default) : [];
            foreach (var id in kind.ClrType == typeof(Client) ? [] : ids)
            {
                rows.AddRange(await ClientRows.OfClientAsync(db, kind, id, default));
            }

            all.AddRange(rows.Select(row => db.Entry(row).Properties.Where(p => p.Metadata.Name != "Version").ToDictionary(p => p.Metadata.Name, p => p.CurrentValue))
                .Select(row => $"{kind.ClrType.Name} {JsonSerializer.Serialize(row)}"));
        }

        all.AddRange((await db.Set<FindKey>().ToListAsync()).Select(k => k.ToString()));
        return string.Join('\n', all.Order(StringComparer.Ordinal));
    }

    private object Part(int clientId, Random random) => random.Next(9) switch
    {
        0 => new ClientPhone { ClientId = clientId, Raw = "600 111 222", E164 = "+48600111222" },
        1 => new ClientPhone { ClientId = clientId, Raw = $"600 {random.Next(100, 999)} 333" },
        2 => new ClientEmail { ClientId = clientId, Address = "Anna@example.com", Folded = "anna@example.com" },
        3 => new Activity { ClientId = clientId, AssignedToId = users[0], Type = ActivityType.Phone, StartsAt = TestOffice.Monday.AddDays(random.Next(1, 5)), CreatedAt = TestOffice.Monday },
        4 => new Lead { ClientId = clientId, At = TestOffice.Monday, Status = LeadStatus.Linked },
        5 => new Agreement { ClientId = clientId, UnitId = unitId, InvestmentId = investments[0], CreatedAt = TestOffice.Monday, AdvisorId = users[1] },
        6 => new ClientConsent { ClientId = clientId, Kind = ConsentKind.Marketing, GivenAt = TestOffice.Monday },
        7 => new Activity
        {
            ClientId = clientId, AssignedToId = users[1], Type = ActivityType.Email, Status = ActivityStatus.Held, CreatedAt = TestOffice.Monday,
            DoneAt = TestOffice.Monday.AddDays(-random.Next(1, 9)),
        },
        _ => new Call
        {
            ClientId = clientId, Exchange = "test", CallKey = $"call {random.Next()}", StartedAt = TestOffice.Monday, LastEventAt = TestOffice.Monday,
            AnsweredAt = random.Next(2) == 0 ? null : TestOffice.Monday.AddDays(-random.Next(1, 9)),
        },
    };

    private static string? Pick(Random random, string one, string? other) => random.Next(2) == 0 ? one : other;
}
