using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using System.Text;
using System.Text.Json;

namespace CrmLive.Tests.Webhook;

/// <summary>What exchanges write for a caller, and when: down to the row.</summary>
[Trait("Feature", "C1")]
[Trait("Feature", "C2")]
public sealed class WebhookCallersTests
{
    private static readonly WebhookKey Key = new() { Name = "cloud-pbx", Secret = "not-a-secret-only-a-test" };

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C27")]
    public async Task A_number_in_every_spelling_is_the_one_client_and_a_hidden_one_is_nobody(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var client = await floor.Office.AddClientAsync("Anna", "Nowak", "600 111 222");
        string[] spellings = ["600111222", "600 111 222", "+48 600-111-222", "0048600111222", "48600111222", "(+48) 600.111.222", "tel. 600 111 222", "+48600111222;ext=5", "sip:+48600111222@trunk"];
        string?[] hidden = [null, "", "  ", "anonymous", "Anonymous", "unknown", "restricted", "private", "unavailable", "0", "101"];

        for (var i = 0; i < spellings.Length + hidden.Length; i++)
        {
            await TakenAsync(floor, Event($"call-{i}", "started", i < spellings.Length ? spellings[i] : hidden[i - spellings.Length]));
        }

        for (var i = 0; i < spellings.Length; i++)
        {
            var call = await floor.CallAsync($"call-{i}");
            Assert.True(call is { CallerE164: "+48600111222" } && call.ClientId == client.Id, $"'{spellings[i]}' is {call.CallerE164 ?? "nobody"}");
        }

        for (var i = spellings.Length; i < spellings.Length + hidden.Length; i++)
        {
            var call = await floor.CallAsync($"call-{i}");
            Assert.True(call is { CallerE164: null, ClientId: null }, $"'{hidden[i - spellings.Length]}' is {call.CallerE164}");
        }
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C5")]
    public async Task What_is_told_of_a_call_never_started_or_over_for_a_month_moves_no_total_and_makes_nothing_ring(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await TakenAsync(floor, Event("old", "started", "600111222"), Event("old", "ringing", null), Event("old", "answered", null), Event("old", "ended", null));
        await TakenAsync(floor, Event("never", "ended", null));
        var (old, totals) = (await floor.CallAsync("old"), await TotalsAsync(floor));

        floor.Office.Clock.Advance(TimeSpan.FromDays(31));
        foreach (var late in (string[])["ringing", "answered", "held", "transfer-started"])
        {
            await TakenAsync(floor, Event("old", late, null, after: TimeSpan.FromDays(31)));
        }

        var now = await floor.CallAsync("old");
        Assert.Equal((old.Status, old.EndedAt, old.TalkSeconds), (now.Status, now.EndedAt, now.TalkSeconds));
        Assert.Equal(0, await floor.ReadAsync(db => db.Set<Call>().CountAsync(c => c.EndedAt == null)));
        Assert.Equal(totals, await TotalsAsync(floor));
        Assert.Empty(await new TotalsAudit(floor.Office.Crm).DifferencesAsync(default));
    }

    private static Task<int> TotalsAsync(CallFloor floor) => floor.ReadAsync(db => db.Set<DailyTotal>().SumAsync(t => t.Count));

    private static object Event(string call, string kind, string? caller, TimeSpan after = default) =>
        new { id = $"{call}-{kind}-{after.Days}", call, kind, at = TestOffice.Monday.AddSeconds("sraeht".IndexOf(kind[0], StringComparison.Ordinal)) + after, direction = "inbound", caller, line = "225550101", leg = "a" };

    private static async Task TakenAsync(CallFloor floor, params object[] events)
    {
        using var keys = new WebhookKeys(floor.Office.Crm, new WebhookOptions { Enabled = true, Keys = [Key] }, TestOffice.Vault);
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(events));
        var timestamp = $"{floor.Office.Clock.GetUtcNow().ToUnixTimeSeconds()}";
        var answer = await new WebhookFeed(floor.Office.Crm, floor.Intake, keys).TakeAsync(timestamp, WebhookSignature.Of(Key.Secret, timestamp, body), null, body, default);
        Assert.True(answer is { Error: null, Refused.Count: 0 } && answer.Taken == events.Length, $"{answer.Error} {string.Join(' ', answer.Refused)}");
    }
}
