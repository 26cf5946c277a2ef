using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Clients;

/// <summary>Clients with few names, towns and digits, so that many are nearly alike; made, renamed, given each other's numbers and removed as a seed says.</summary>
public sealed class FindWorld(TestOffice office, int statusId, int[] advisors, int[] branches)
{
    private static readonly string[] Names = ["Anna", "Hanna", "Łucja", "Ann Łu", "Ёлкин", "O'Neill", "Lis-Łuk", "Ánna"];
    private static readonly string[] Towns = ["Łuków", "Nowy Łuk", "Hannopol", ""];
    private static readonly string[] Addresses = ["anna@lis.pl", "lis.anna@luk.org", "a_lis@x.com", "HANNA@LUK.org"];

    public static readonly string[] Typed =
    [
        "a", "an", "ann", "anna", "luk", "łuk", "nowy", "hanna anna", "anna lu", "lu anna", "oneill", "o'n", "el", "ёл", "lis", "lis luk",
        "60", "600", "600100", "600 10", "+48 600", "0048600", "48600", "anna 600", "100 lis", "anna@", "anna@lis", "lis.anna@luk.org", "@luk.org", "luk.org", "x.com", "zzz", "anna zzz", "hana", "hana luk", "luk hana anna",
    ];

    public static async Task<FindWorld> StartAsync(TestOffice office)
    {
        var advisors = new[] { await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk") };
        Branch[] branches = [new() { Name = "Centre" }, new() { Name = "North" }];
        await using var db = office.Crm.Open(Actor.System);
        db.AddRange(branches);
        await db.SaveChangesAsync();
        return new FindWorld(office, await db.StatusIdAsync(ClientStatusKeys.New, default), [.. advisors.Select(a => a.Id)], [.. branches.Select(b => b.Id)]);
    }

    /// <summary>Everybody's eyes, an advisor's, a branch's, and nobody's.</summary>
    public IReadOnlyList<Actor> Actors =>
    [
        People.Of(BuiltInRoles.Receptionist), People.Of(BuiltInRoles.Advisor, Scope.Own, advisors[0]), People.Of(BuiltInRoles.Advisor, Scope.Branch, advisors[1], branches[0]),
        People.Without(ClientPermissions.View),
    ];

    public async Task EditAsync(Random random)
    {
        await using var db = office.Crm.Open(Actor.System);
        var clients = await db.Set<Client>().Include(c => c.Phones).Include(c => c.Emails).OrderBy(c => c.Id).ToListAsync();
        var client = clients.Count > 0 && random.Next(3) > 0 ? clients[random.Next(clients.Count)] : db.Add(new Client { StatusId = statusId, CreatedAt = TestOffice.Monday }).Entity;
        switch (random.Next(11))
        {
            case 0 when client.Id > 0:
                db.RemoveRange(client.Phones);
                db.RemoveRange(client.Emails);
                db.Remove(client);
                break;
            case 1 or 2:
                client.Phones.Add(Number(random));
                break;
            case 3:
                var address = Addresses[random.Next(Addresses.Length)];
                client.Emails.Add(new ClientEmail { Address = address, Folded = ClientCommands.Fold(address) });
                break;
            case 4 when client.Phones.Count > 0:
                db.Remove(client.Phones[0]);
                break;
            case 5 when clients.SelectMany(c => c.Phones).FirstOrDefault() is { } moved && client.Id > 0:
                moved.ClientId = client.Id;
                break;
            case 6:
                client.FinishedAt = client.FinishedAt is null ? TestOffice.Monday : null;
                break;
            case 7:
                client.AdvisorId = Some(advisors, random);
                break;
            case 8:
                client.BranchId = Some(branches, random);
                break;
            default:
                Name(client, random);
                break;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Everybody goes, and a crowd comes of whom a few are the first advisor's; a third of all are finished.</summary>
    public async Task CrowdAsync(Random random, int own, int others)
    {
        await using var db = office.Crm.Open(Actor.System);
        db.RemoveRange(await db.Set<Client>().Include(c => c.Phones).Include(c => c.Emails).ToListAsync());
        foreach (var advisor in Enumerable.Repeat(advisors[0], own).Concat(Enumerable.Repeat(advisors[1], others)).OrderBy(_ => random.Next()))
        {
            var client = new Client { StatusId = statusId, CreatedAt = TestOffice.Monday, AdvisorId = advisor, FinishedAt = random.Next(3) == 0 ? TestOffice.Monday : null };
            Name(client, random);
            client.Phones.Add(Number(random));
            db.Add(client);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>What a search means, said without any index: by hand over all clients. Several words are names and towns; parts of addresses only where nobody is called so.</summary>
    public static IReadOnlyList<Client> Naive(IReadOnlyList<Client> clients, Actor actor, string typed) =>
        clients.Where(c => Sees(actor, c)).OrderBy(c => c.Id).ToList() is var seen && Wants(typed) is { Length: > 1 } words && words.All(w => w.All(char.IsAsciiLetter))
        && seen.Where(c => words.All(wanted => IsCalled(c, wanted))).ToList() is { Count: > 0 } called
            ? called
            : [.. seen.Where(c => Wants(typed).All(wanted => Has(c, wanted)))];

    public async Task<IReadOnlyList<Client>> ClientsAsync()
    {
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<Client>().AsNoTracking().Include(c => c.Phones).Include(c => c.Emails).ToListAsync();
    }

    private static bool Sees(Actor actor, Client client) => actor.May(ClientPermissions.View) && actor.Scope switch
    {
        Scope.All => true,
        Scope.Branch => client.BranchId is null || client.BranchId == actor.BranchId,
        _ => client.AdvisorId is null || client.AdvisorId == actor.UserId,
    };

    private static int? Some(int[] ids, Random random) => random.Next(3) is var at && at < ids.Length ? ids[at] : null;

    private static string[] Wants(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit)).TrimStart('0');
        var rest = string.Concat(typed.Where(ch => !char.IsAsciiDigit(ch) && ch != '+'));
        var words = typed.Contains('@', StringComparison.Ordinal) ? [typed.TrimStart('@')] : SearchKey.Words(rest);
        return digits.Length > 0 ? [.. words, digits] : words;
    }

    private static bool IsCalled(Client client, string wanted) =>
        SearchKey.Words($"{client.FirstName} {client.LastName} {client.Town}").Any(w => w.StartsWith(wanted, StringComparison.Ordinal));

    private static bool Has(Client client, string wanted)
    {
        return IsCalled(client, wanted)
            || client.Phones.Any(p => p.E164!.Contains(wanted, StringComparison.Ordinal))
            || client.Emails.Any(e => $".{e.Folded}".Replace('@', '.').Replace('_', '.').Contains($".{wanted.Replace('@', '.').Replace('_', '.')}", StringComparison.Ordinal));
    }

    private static void Name(Client client, Random random) =>
        (client.FirstName, client.LastName, client.Town) = (Names[random.Next(Names.Length)], Names[random.Next(Names.Length)], Towns[random.Next(Towns.Length)]);

    private static ClientPhone Number(Random random)
    {
        var raw = $"600 {random.Next(2)}00 {random.Next(3)}0{random.Next(2)}";
        return new ClientPhone { Raw = raw, E164 = PhoneNumber.TryE164(raw, "PL") };
    }
}
