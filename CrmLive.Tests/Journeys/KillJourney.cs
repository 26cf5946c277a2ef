using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Journeys;

/// <summary>The process dies at any moment, as when the power goes; what it had acknowledged must be there.</summary>
public sealed class KillJourney
{
    private const string Secret = "a secret of the kill journey";
    private const int Senders = 4;

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [Fact]
    [Trait("Feature", "C1"), Trait("Feature", "C2"), Trait("Feature", "C5")]
    public async Task Killed_in_the_middle_of_a_burst_nothing_acknowledged_is_lost_no_total_is_off_and_no_call_rings_for_ever()
    {
        await using var app = await RunningApp.StartAsync("--Sample:Enabled=false", "--Telephony:Webhook:Enabled=true", $"--Telephony:Webhook:Keys:0:Secret={Secret}");
        var events = Stories(400);
        var acknowledged = await SendUntilKilledAsync(app, events);
        Assert.InRange(acknowledged.Count, 200, events.Length);
        await AssertSoundAsync(app.Data, acknowledged);

        await app.StartAgainAsync();
        // The senders have had no answer for the rest and send it again, with what may or may not have been kept.
        using var http = new HttpClient { BaseAddress = new Uri(app.Address) };
        foreach (var piece in events.Chunk(500)) Assert.True(await SendAsync(http, piece));
        await GoneSilentAsync(app.Data);
        await AssertSoundAsync(app.Data, [.. events.Select(e => e.EventId)]);
    }

    // Three hours ago: whatever is still going on when the application starts again has been silent for too long.
    private static CallEvent[] Stories(int many)
    {
        var start = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3), DateTimeKind.Utc);
        return
        [
            .. Enumerable.Range(0, many).SelectMany(i => new Story(i).Told.Events.SkipLast(i % 5 == 0 ? 1 : 0).Select(e => e with
            {
                CallKey = $"call-{i}",
                EventId = $"{i}-{e.EventId}",
                At = start + (e.At - Told.Start),
            })),
        ];
    }

    private static async Task<HashSet<string>> SendUntilKilledAsync(RunningApp app, CallEvent[] events)
    {
        var acknowledged = new HashSet<string>();
        var pieces = events.Chunk(5).ToArray();
        using var http = new HttpClient { BaseAddress = new Uri(app.Address) };
        var (next, enough) = (-1, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < pieces.Length && await SendAsync(http, pieces[i]); i = Interlocked.Increment(ref next))
            {
                lock (acknowledged)
                {
                    acknowledged.UnionWith(pieces[i].Select(e => e.EventId));
                    if (acknowledged.Count > 300) enough.TrySetResult();
                }
            }
        })).ToArray();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await app.KillAsync();
        await Task.WhenAll(senders);
        return acknowledged;
    }

    /// <summary>False when no answer came.</summary>
    private static async Task<bool> SendAsync(HttpClient http, CallEvent[] events)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(events.Select(e => new
        {
            Id = e.EventId, Call = e.CallKey, e.Kind, e.At, e.Direction, e.Caller, e.Line, e.Leg, e.Extension, e.Queue, e.Cause, e.Recording,
        }), Camel);
        var timestamp = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/calls/events") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(Secret, timestamp, body));
        try
        {
            using var response = await http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            Assert.Equal(0, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refused").GetArrayLength());
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task AssertSoundAsync(string data, HashSet<string> acknowledged)
    {
        var (kept, wrongTotals, told, calls) = await WithDatabaseAsync(data, async (crm, db) => (
            await db.Set<StoredCallEvent>().Select(e => e.EventId).ToListAsync(),
            await new TotalsAudit(crm).DifferencesAsync(default),
            await db.Set<StoredCallEvent>().Select(e => e.CallKey).Distinct().ToListAsync(),
            await db.Set<Call>().Select(c => c.CallKey).ToListAsync()));
        Assert.Empty(acknowledged.Except(kept));
        Assert.Empty(wrongTotals);
        // A call without events, or events without their call, would be half a transaction.
        Assert.Equal(told.Order(), calls.Order());
    }

    private static Task GoneSilentAsync(string data) => Eventually.True(
        () => WithDatabaseAsync(data, async (_, db) => !await db.Set<Call>().AnyAsync(c => c.EndedAt == null)),
        TimeSpan.FromSeconds(90), "no call is going on any more");

    private static async Task<T> WithDatabaseAsync<T>(string data, Func<CrmDb, CrmDbContext, Task<T>> read)
    {
        await using var bus = new InProcessLiveBus();
        var clock = new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")));
        await using var crm = new CrmDb(new DataOptions { Folder = data }, bus, clock, TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        return await read(crm, db);
    }
}
