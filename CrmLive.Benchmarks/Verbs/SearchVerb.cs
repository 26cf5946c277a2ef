using System.Collections.Frozen;
using System.Diagnostics;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>
/// Client search while typing: every key somebody presses on the way to a client is one question; each of the five keys and each scope apart.
/// And who may be the same as a client being typed in (P13).
/// </summary>
public sealed class SearchVerb(Options options, Report report)
{
    private const int Page = 20;

    public async Task RunAsync(CancellationToken ct)
    {
        if (options.Text("only", "SQLite") == "SQLite")
        {
            await RunAsync("SQLite", null, ct);
        }

        if (options.Text("only", "PostgreSQL") == "PostgreSQL")
        {
            await using var own = options.Text("postgres", "") is "" ? await OwnPostgres.StartAsync(ct) : null;
            var postgres = own?.Connection ?? options.Text("postgres", "");
            if (postgres.Length > 0)
            {
                await RunAsync("PostgreSQL", postgres, ct);
            }
        }
    }

    private async Task RunAsync(string name, string? postgres, CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(postgres, ct);
        var clients = await office.FillAsync(options.Number("clients", 100_000), ct);
        var queries = new ClientQueries(office.Crm);
        var everybody = new Actor { Name = "receptionist", Scope = Scope.All, Permissions = FrozenSet.Create(ClientPermissions.View) };
        var own = everybody with { Scope = Scope.Own, UserId = office.AdvisorIds[0] };
        var branch = everybody with { Scope = Scope.Branch, BranchId = office.BranchIds[0] };
        var nobody = everybody with { Scope = Scope.Own, UserId = int.MaxValue };
        var machine = new Machine([]);
        var wanted = Enumerable.Range(0, options.Number("rounds", 9) * 4).Select(i => clients[(i * 7919) % clients.Count]).ToList();
        // Each shape of question is compiled once a process; other people are asked for then.
        foreach (var actor in (Actor[])[everybody, own, branch, nobody])
        {
            await MeasureAsync(Enumerable.Range(0, 12).Select(i => clients[(i * 6271 + 13) % clients.Count]).SelectMany(Everything), text => queries.FindAsync(actor, text, Page, ct));
        }

        await machine.WaitForQuietAsync(TimeSpan.FromSeconds(20), ct);
        foreach (var (key, spell) in Keys)
        {
            await FigureAsync($"{name}: search by {key} among {clients.Count:N0} clients, p99", queries, everybody, wanted.SelectMany(c => Typing(spell(c))), machine, ct);
        }

        await AlikeAsync(name, new SimilarClients(office.Crm), everybody, own, wanted, machine, ct);
        await FigureAsync($"{name}: the same, all keys, seen by an advisor with a fiftieth of them, p99", queries, own, wanted.SelectMany(Everything), machine, ct);
        await FigureAsync($"{name}: the same, all keys, seen by a branch with a quarter of them, p99", queries, branch, wanted.SelectMany(Everything), machine, ct);
        await FigureAsync($"{name}: the same, all keys, seen by an advisor with none, p99", queries, nobody, wanted.SelectMany(Everything), machine, ct);
    }

    private static readonly (string Key, Func<Client, string> Spell)[] Keys =
    [
        ("last name", c => c.LastName!),
        ("first and last name", c => $"{c.FirstName} {c.LastName}"),
        ("telephone", c => PhoneNumber.Display(c.Phones[0].E164!)),
        ("telephone without spaces or country", c => c.Phones[0].E164![3..]),
        ("e-mail", c => c.Emails.Count > 0 ? c.Emails[0].Address : "anna@example.com"),
        ("town", c => c.Town!),
        ("town, then name", c => $"{c.Town} {c.LastName} {c.FirstName}"),
        ("a misspelled name", c => $"{SearchKey.Of(c.LastName).Replace('w', 'v')} {SearchKey.Of(c.FirstName)}"),
    ];

    private static IEnumerable<string> Everything(Client client) => Keys.SelectMany(key => Typing(key.Spell(client)));

    /// <summary>From the second key on, as the search box asks.</summary>
    private static IEnumerable<string> Typing(string text) => Enumerable.Range(2, Math.Max(0, text.Length - 1)).Select(length => text[..length]);

    /// <summary>P13: asked at each letter of the name, as it is and misheard, then with number and address.</summary>
    private async Task AlikeAsync(string name, SimilarClients similar, Actor everybody, Actor own, IReadOnlyList<Client> wanted, Machine machine, CancellationToken ct)
    {
        foreach (var (who, actor) in ((string, Actor)[])[("everybody", everybody), ("an advisor with a fiftieth", own)])
        {
            await MeasureAsync(wanted.Take(2).SelectMany(Entries), typed => similar.FindAsync(actor, typed, null, ct));
            await FigureAsync($"{name}: who may be the same as a client being typed in, seen by {who}, p99", wanted.SelectMany(Entries), typed => similar.FindAsync(actor, typed, null, ct), machine);
        }
    }

    private static List<NewClient> Entries(Client client)
    {
        var entries = new List<NewClient>();
        var entry = new NewClient { FirstName = client.FirstName };
        foreach (var name in (ReadOnlySpan<string>)[client.LastName!, SearchKey.Of(client.LastName).Replace('w', 'v')])
        {
            entries.AddRange(Typing(name).Select(typed => entry with { LastName = typed }));
        }

        var called = entry with { LastName = client.LastName, Phone = client.Phones[0].Raw };
        return [.. entries, called, called with { Email = client.Emails.Count > 0 ? client.Emails[0].Address : "nobody@example.com" }];
    }

    private Task FigureAsync(string what, ClientQueries queries, Actor actor, IEnumerable<string> typed, Machine machine, CancellationToken ct) =>
        FigureAsync(what, typed, text => queries.FindAsync(actor, text, Page, ct), machine);

    private async Task FigureAsync<T>(string what, IEnumerable<T> asked, Func<T, Task> ask, Machine machine)
    {
        var before = machine.Read();
        var times = await MeasureAsync(asked, ask);
        var sample = new Sample(times.Select(t => t.Took));
        report.Add(new Figure
        {
            What = what,
            Unit = "ms",
            Value = sample.P99,
            Judged = sample.P99,
            Bound = 20,
            Rounds = sample.Count,
            ForeignCpu = machine.ForeignSince(before),
        });
        report.Say($"  median {sample.Median:0.00} ms; slowest: {string.Join(", ", times.OrderByDescending(t => t.Took).Take(4).Select(t => $"'{t.Asked}' {t.Took:0.0}"))}");
    }

    private static async Task<List<(T Asked, double Took)>> MeasureAsync<T>(IEnumerable<T> asked, Func<T, Task> ask)
    {
        var times = new List<(T, double)>();
        foreach (var one in asked)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(one);
            times.Add((one, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        }

        return times;
    }
}
