using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Webhook;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>
/// The whole way: a signed request of an exchange, checked, committed to the disk with journal and totals, until the last of a
/// hundred panels shows it; against a request that inserts one bare row as durably and broadcasts to as many bare connections.
/// </summary>
public sealed class PathVerb(Options options, Report report)
{
    private const int WarmUp = 40;

    public async Task RunAsync(CancellationToken ct)
    {
        var count = options.Number("panels", 100);
        await using var app = await AppUnderTest.StartAsync(options, ct);
        await using var panels = new Crowd<BrowserCircuit>();
        await using var listeners = new Crowd<HubListener>();
        await panels.GrowAsync(count, i => new BrowserCircuit(i, app.Visitor, panels.Wanted), (c, token) => c.OpenAsync(AppUnderTest.Panel, token), ct);
        await listeners.GrowAsync(count, i => new HubListener(i, app.Visitor, listeners.Wanted), (l, token) => l.OpenAsync("bench/floor", token), ct);
        var events = new PanelEvents((told, token) => TellAsync(app.Visitor, told, token));

        Task<Sample> FloorAsync(int times) => Fan.OutAsync(
            listeners, Fan.Mark, mark => FromNowAsync(() => app.PostAsync($"bench/floor/insert?mark={mark}", ct)), times, ct);
        async Task<Sample> GoalAsync(int times)
        {
            await events.TalkAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            return await Fan.OutAsync(panels, events.NextState, _ => FromNowAsync(() => events.ChangeAsync(ct)), times, ct);
        }

        await FloorAsync(WarmUp);
        await GoalAsync(WarmUp);
        var duel = new Duel(new Machine([app.Server.Id]), options.Rounds);
        await duel.RunAsync(() => FloorAsync(options.Events), () => GoalAsync(options.Events), ct);
        Panels.ThrowIfLost(panels);
        report.Add(duel.Ratio($"webhook to the last of {count} panels, median", "ms", 3, s => s.Median));
    }

    private static async Task<long> FromNowAsync(Func<Task> send)
    {
        var start = Stopwatch.GetTimestamp();
        await send();
        return start;
    }

    private static async Task<long> TellAsync(Visitor visitor, CallEvent[] events, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(events.Select(e => new
        {
            id = e.EventId,
            call = e.CallKey,
            kind = $"{e.Kind}",
            at = e.At,
            direction = $"{e.Direction}",
            caller = e.Caller,
            line = e.Line,
            leg = e.Leg,
            extension = e.Extension,
            cause = e.Cause is null ? null : $"{e.Cause}",
        }));
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/calls/events") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(AppUnderTest.WebhookSecret, timestamp, body));
        using var answer = await visitor.Http.SendAsync(request, ct);
        return answer.IsSuccessStatusCode
            ? 0
            : throw new InvalidOperationException($"The webhook said {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
