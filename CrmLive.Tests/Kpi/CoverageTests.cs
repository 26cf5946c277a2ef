using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Kpi;

public sealed class CoverageTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K2"), Trait("Feature", "K3"), Trait("Feature", "K4")]
    public async Task Whom_of_their_clients_they_reached_and_whom_they_left(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var (met, rung, left, key) = (await floor.ClientAsync("Wilk", floor.Anna), await floor.ClientAsync("Sowa", floor.Anna), await floor.ClientAsync("Dzik", floor.Anna), await floor.ClientAsync("Jez", floor.Anna));
        await floor.ChangeAsync(async db => (await db.Set<Client>().FindAsync(key.Id))!.IsKey = true);
        await floor.SaveAsync(
            floor.Done(floor.Anna, met.Id, ActivityType.Meeting, SalesFloor.Wall(1, 12)), floor.Done(floor.Anna, met.Id, ActivityType.Email, SalesFloor.Wall(1, 13)),
            floor.Talk(floor.Anna, rung.Id, SalesFloor.Wall(1, 14)),
            // A colleague's contact covers nobody of Anna's, and last week's no one this week.
            floor.Done(floor.Jan, left.Id, ActivityType.Email, SalesFloor.Wall(1, 12)), floor.Done(floor.Anna, key.Id, ActivityType.Meeting, SalesFloor.Wall(0, 12)));
        var ring = Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default));
        Assert.Equal((floor.Anna.Id, new Ring(2, 4), new Ring(0, 1), default(Tally)), (ring.UserId, ring.Clients, ring.Key, ring.WithKey));

        // The longest-neglected first: the key client's last contact is of Sunday, the other's of Monday.
        Assert.Equal([key.Id, left.Id], await IdsAsync(floor, RingPart.Left));
        Assert.Equal([met.Id, rung.Id], await IdsAsync(floor, RingPart.Covered));
        Assert.Equal([key.Id], (await floor.Coverage.ClientsAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, RingPart.Left, true, null, 10, default)).Select(c => c.ClientId));

        await floor.SaveAsync(floor.Done(floor.Anna, key.Id, ActivityType.Phone, SalesFloor.Wall(1, 15)));
        ring = Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default));
        Assert.Equal((new Ring(3, 4), new Ring(1, 1), new Tally(0, 1, 0)), (ring.Clients, ring.Key, ring.WithKey));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K4")]
    public async Task The_list_comes_page_by_page_never_spoken_to_first(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var never = new[] { await floor.ClientAsync("A", floor.Anna), await floor.ClientAsync("B", floor.Anna), await floor.ClientAsync("C", floor.Anna) };
        var long1 = await floor.ClientAsync("D", floor.Anna);
        var long2 = await floor.ClientAsync("E", floor.Anna);
        await floor.SaveAsync(floor.Done(floor.Jan, long1.Id, ActivityType.Email, SalesFloor.Wall(-3, 12)), floor.Done(floor.Jan, long2.Id, ActivityType.Email, SalesFloor.Wall(-3, 12)));
        var seen = new List<CoveredClient>();
        while (await floor.Coverage.ClientsAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, RingPart.Left, false, seen.Count == 0 ? null : new(seen[^1].LastContactAt, seen[^1].ClientId), 2, default) is { Count: > 0 } page)
        {
            seen.AddRange(page);
        }

        Assert.Equal([.. never.Select(c => c.Id), long1.Id, long2.Id], seen.Select(c => c.ClientId));
    }

    /// <summary>Clients pass from hand to hand, end and begin again while days go by; a notebook of who had whom when is kept beside.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K2")]
    public async Task After_any_handing_over_coverage_is_what_a_notebook_says(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        int[] users = [floor.Anna.Id, floor.Jan.Id];
        var clients = new List<int>();
        var notebook = new Notebook();
        for (var i = 0; i < 5; i++)
        {
            clients.Add((await floor.ClientAsync($"Klient {i}", floor.Anna)).Id);
            notebook.Had(clients[i], floor.Anna.Id, Now(floor));
        }

        var random = new Random(7);
        for (var step = 0; step < 60; step++)
        {
            floor.Office.Clock.Advance(TimeSpan.FromHours(random.Next(1, 30)));
            var client = clients[random.Next(clients.Count)];
            if (random.Next(2) == 0)
            {
                var by = random.Next(2) == 0 ? floor.Anna : floor.Jan;
                await floor.SaveAsync(floor.Done(by, client, ActivityType.Email, Now(floor)));
                notebook.Reached(client, by.Id, Now(floor));
                continue;
            }

            int? advisor = random.Next(4) == 0 ? null : users[random.Next(2)];
            DateTime? finished = random.Next(4) == 0 ? Now(floor) : null;
            await floor.ChangeAsync(async db =>
            {
                var row = (await db.Set<Client>().FindAsync(client))!;
                (row.AdvisorId, row.FinishedAt) = (advisor, finished);
            });
            notebook.Had(client, finished is null ? advisor : null, Now(floor));
        }

        for (var week = 0; week < 8; week++)
        {
            var period = CrmLive.Tests.Common.At.Warsaw.Week(SalesFloor.Monday.AddDays(7 * week));
            var rings = (await floor.Coverage.RingsAsync(floor.Manager, period, default)).ToDictionary(r => r.UserId, r => r.Clients);
            foreach (var user in users)
            {
                Assert.Equal(notebook.Ring(user, period.FromUtc, period.ToUtc), rings.GetValueOrDefault(user));
            }
        }
    }

    private static DateTime Now(SalesFloor floor) => floor.Office.Clock.GetUtcNow().UtcDateTime;

    private static async Task<IEnumerable<int>> IdsAsync(SalesFloor floor, RingPart part) =>
        (await floor.Coverage.ClientsAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, part, false, null, 10, default)).Select(c => c.ClientId);

    private sealed class Notebook
    {
        private readonly List<(int Client, int? User, DateTime At)> _had = [];
        private readonly List<(int Client, int User, DateTime At)> _reached = [];

        public void Had(int client, int? user, DateTime at) => _had.Add((client, user, at));

        public void Reached(int client, int user, DateTime at) => _reached.Add((client, user, at));

        public Ring Ring(int user, DateTime from, DateTime to)
        {
            var (all, covered) = (0, 0);
            foreach (var client in _had.Select(h => h.Client).Distinct())
            {
                var pages = _had.Where(h => h.Client == client).ToList();
                var his = pages.Where((page, i) => page.User == user && page.At < to && (i == pages.Count - 1 || pages[i + 1].At > from)).Any();
                all += his ? 1 : 0;
                covered += his && _reached.Exists(r => r.Client == client && r.User == user && r.At >= from && r.At < to) ? 1 : 0;
            }

            return new(covered, all);
        }
    }
}
