using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Tests.Journeys;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Operating;

/// <summary>The published application as a process: stopped, and listened to.</summary>
[Trait("Feature", "P21"), Trait("Feature", "P19")]
public sealed class RunningTests
{
    [Fact]
    public async Task Stopped_in_order_it_ends_by_itself_and_keeps_what_it_acknowledged()
    {
        await using var app = await RunningApp.StartAsync(Exchange.Settings);
        using var exchange = new Exchange(app.Address);
        var sending = Send(exchange);
        await Eventually.True(() => exchange.Acknowledged.Count > 30, "events were acknowledged");
        var said = await app.StopAsync();
        await sending;

        Assert.Contains("Application is shutting down", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\"LogLevel\":\"Error\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\"LogLevel\":\"Critical\"", said, StringComparison.Ordinal);
        await HasAllAsync(app.Data, exchange);
    }

    [Fact, Trait("Feature", "P16")]
    public async Task Its_log_is_JSON_and_holds_no_name_and_no_number()
    {
        await using var app = await RunningApp.StartAsync([.. Exchange.Settings, "--Logging:LogLevel:CrmLive=Trace"]);
        using var exchange = new Exchange(app.Address);
        await exchange.SendAsync("one", "started", "+48 22 555 09 71", "Zenobia Kwiatkowska");
        await exchange.SendAsync("one", "ended", "+48 22 555 09 71", "Zenobia Kwiatkowska");
        await exchange.SendAsync("two", "no such kind", "0048225550971", "Zenobia Kwiatkowska");
        await exchange.SendAsync(new string('3', 300), "started", "225550971", "Zenobia Kwiatkowska");
        using var http = new HttpClient();
        foreach (var path in (string[])["/clients?q=Zenobia", "/search/Kwiatkowska", "/api/clients/225550971", "/hubs/live?access_token=Kwiatkowska"])
        {
            using var answer = await http.GetAsync(new Uri(app.Address + path));
        }

        var said = await app.StopAsync();
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines.Where(line => line.Contains("LogLevel", StringComparison.Ordinal)), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        foreach (var secret in (string[])["Zenobia", "Kwiatkowska", "5550971", "555 09 71", "only-for-this-test"])
        {
            Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Task Send(Exchange exchange) => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => exchange.SendOnAsync(default))));

    private static async Task HasAllAsync(string folder, Exchange exchange)
    {
        await using var bus = new InProcessLiveBus();
        var office = new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")));
        await using var crm = new CrmDb(new DataOptions { Folder = folder }, bus, office, TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        var kept = (await db.Set<StoredCallEvent>().Select(e => e.EventId).ToListAsync()).ToHashSet();
        Assert.DoesNotContain(exchange.Acknowledged, id => !kept.Contains(id));

        // What was ended and acknowledged is over; nothing is counted twice or not at all.
        var ended = exchange.Acknowledged.Where(id => id.EndsWith("-ended", StringComparison.Ordinal)).Select(id => id[..^"-ended".Length]).ToHashSet();
        var goingOn = await db.Set<Call>().Where(call => call.EndedAt == null).Select(call => call.CallKey).ToListAsync();
        Assert.DoesNotContain(goingOn, ended.Contains);
        Assert.Empty(await new TotalsAudit(crm).DifferencesAsync(default));
    }
}
