using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Sample;

namespace CrmLive.Benchmarks.Clients;

/// <summary>Invented clients; their numbers ring nobody.</summary>
internal static class People
{
    private static readonly string[] Towns =
        ["Warszawa", "Warszawa", "Warszawa", "Warszawa", "Łódź", "Kraków", "Wrocław", "Gdańsk", "Poznań", "Nowy Dwór Mazowiecki", "Pruszków", "Otwock", "Żyrardów", "Wołomin", "Józefów"];

    private static readonly DateTime Start = new(2025, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Client Client(int id, Random random, int statusId, IReadOnlyList<int> advisors, IReadOnlyList<int> branches)
    {
        var woman = random.Next(2) == 0;
        var last = Skewed(Names.Polish, random);
        var client = new Client
        {
            Id = id,
            FirstName = Skewed(woman ? Names.PolishWomen : Names.PolishMen, random),
            LastName = woman && last.EndsWith("ki", StringComparison.Ordinal) ? last[..^1] + "a" : last,
            Town = Towns[random.Next(Towns.Length)],
            StatusId = statusId,
            AdvisorId = advisors[random.Next(advisors.Count)],
            BranchId = branches[random.Next(branches.Count)],
            CreatedAt = Start.AddMinutes(id),
            // Most of those an office has ever served it serves no longer.
            FinishedAt = random.Next(10) < 6 ? Start.AddMinutes(id + 90_000) : null,
        };
        client.SearchKey = client.KeyOf();
        var number = SilentNumbers.Person(id);
        client.Phones.Add(new ClientPhone { Id = id, ClientId = id, Raw = number, E164 = number });
        if (random.Next(2) == 0)
        {
            var address = $"{SearchKey.Of(client.FirstName)}.{SearchKey.Of(client.LastName)}{id}@example.com";
            client.Emails.Add(new ClientEmail { Id = id, ClientId = id, Address = address, Folded = address });
        }

        return client;
    }

    // The first of a list are many times as common as the last, as with real names.
    private static string Skewed(string[] names, Random random) => names[(int)(names.Length * Math.Pow(random.NextDouble(), 2))];
}
