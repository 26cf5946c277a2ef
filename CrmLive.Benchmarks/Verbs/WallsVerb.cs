using System.Globalization;
using System.Text.Json;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>From a contact registered to the last of a thousand walls that has the new score, against a bare hub that sends as many bytes; and what a wall costs.</summary>
public sealed class WallsVerb(Options options, Report report)
{
    private const int Base = 10;
    private const int WarmUp = 15;

    /// <summary>The view rests for a quarter of a second between two readings; a contact a second is more than any office registers.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private (int User, int Client, long Points, int Facts) _next;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var app = await AppUnderTest.StartAsync(options, ct);
        using var screen = await app.PairAsync(ct);
        await using var walls = new Crowd<HubListener>();
        Task GrowAsync(int count) => walls.GrowAsync(count, i => new HubListener(i, screen, walls.Wanted), (l, token) => l.OpenAsync("hubs/wall", token, "Show"), ct);
        await GrowAsync(Base);
        await Task.Delay(Rest, ct);
        _next = await SellerAsync(app, walls.Watchers[0].Heard, ct);

        // The same words the wall is sent, so that nothing else is taken for them.
        string Mark() => string.Create(CultureInfo.InvariantCulture, $"\"points\":{++_next.Points},\"week\":{{\"fact\":{++_next.Facts},");
        Task<Sample> ContactAsync(int times) =>
            Fan.OutAsync(walls, Mark, _ => app.PostAsync($"bench/contact?user={_next.User}&client={_next.Client}", ct), times, ct, () => Task.Delay(Rest, ct));
        // What the first contacts cost a server is not what a wall does.
        await ContactAsync(WarmUp);
        var few = await app.SettledKiBAsync(ct);
        await GrowAsync(options.Panels - Base);
        await ContactAsync(WarmUp);
        var each = (await app.SettledKiBAsync(ct) - few) / (double)(options.Panels - Base);
        var bytes = walls.Watchers[0].Heard.Length;

        await using var listeners = new Crowd<HubListener>();
        await listeners.GrowAsync(options.Panels, i => new HubListener(i, app.Visitor, listeners.Wanted), (l, token) => l.OpenAsync("bench/floor", token), ct);
        Task<Sample> FloorAsync(int times) => Fan.OutAsync(listeners, Fan.Mark, mark => app.PostAsync($"bench/floor/bytes?mark={mark}&length={bytes}", ct), times, ct, () => Task.Delay(Rest, ct));
        await FloorAsync(WarmUp);
        var duel = new Duel(new Machine([app.Server.Id]), options.Rounds);
        await duel.RunAsync(() => FloorAsync(options.Events), () => ContactAsync(options.Events), ct);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"a contact's news is {bytes} characters long"));
        report.Add(duel.Ratio($"a contact registered until the last of {options.Panels} walls, median", "ms", 1.5, s => s.Median));
        report.Add(duel.Ratio($"a contact registered until the last of {options.Panels} walls, p99", "ms", 5, s => s.P99));
        report.Add(new Figure { What = $"process memory of a wall at {options.Panels}", Unit = "KiB", Value = each, Judged = each, Bound = 60 });
    }

    /// <summary>Whoever stands first on the wall, and a client to write to.</summary>
    private static async Task<(int User, int Client, long Points, int Facts)> SellerAsync(AppUnderTest app, string welcome, CancellationToken ct)
    {
        var person = JsonDocument.Parse(welcome).RootElement.GetProperty("result").GetProperty("shown").GetProperty("people").GetProperty("people")[0];
        await using var bus = new InProcessLiveBus();
        await using var crm = new CrmDb(new DataOptions { Folder = app.Data }, bus, new OfficeClock(new OfficeTime(TimeZoneInfo.Utc)), TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        var client = await db.Set<Client>().Where(c => c.FinishedAt == null && c.MergedIntoId == null).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync(ct);
        return (person.GetProperty("id").GetInt32(), client, person.GetProperty("points").GetInt64(), person.GetProperty("week").GetProperty("fact").GetInt32());
    }
}
