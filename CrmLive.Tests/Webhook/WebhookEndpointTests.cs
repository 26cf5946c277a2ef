using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Tests.Data;
using CrmLive.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Webhook;

/// <summary>POST /api/calls/events over HTTP, down to the row.</summary>
[Trait("Feature", "C1")]
public sealed class WebhookEndpointTests : IAsyncLifetime, IDisposable
{
    private static readonly WebhookKey Key = new() { Name = "cloud-pbx", Secret = "not-a-secret-only-a-test" };

    private TestOffice _office = null!;
    private CallIntake _intake = null!;
    private WebApplication _web = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        _intake = new CallIntake(_office.Crm, NullLogger<CallIntake>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_office.Crm).AddSingleton(_intake).AddSingleton(new WebhookOptions { Enabled = true, Keys = [Key] })
            .AddSingleton(TestOffice.Vault).AddSingleton<WebhookKeys>().AddSingleton<WebhookFeed>();
        _web = builder.Build();
        _web.MapCallEvents();
        await _web.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_web.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        await _intake.DisposeAsync();
        await _office.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Fact, Trait("Feature", "C2")]
    public async Task A_call_told_by_webhook_is_a_row_and_told_again_is_the_same()
    {
        var body = $"[{Event("1", "started", """, "caller": "+48225550971", "line": "225550101" """)},{Event("2", "ringing", """, "leg": "l1", "extension": "101" """)}]";
        Assert.Equal((HttpStatusCode.OK, 2, 0), await TakenAsync(body));
        Assert.Equal((HttpStatusCode.OK, 0, 2), await TakenAsync(body));

        await using var db = _office.Crm.Open(Actor.System);
        var call = await db.Set<Call>().Include(call => call.Legs).SingleAsync();
        Assert.Equal(("cloud-pbx", CallStatus.Ringing, "+48225550971", "101"), (call.Exchange, call.Status, call.CallerE164, call.Legs.Single().Extension));
    }

    [Fact]
    public async Task One_bad_event_is_named_and_its_neighbours_are_kept()
    {
        using var response = await SendAsync($"[{Event("1", "started")},{Event("2", "sneezed")},{Event("3", "ended")}]");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, answer.GetProperty("taken").GetInt32());
        Assert.Equal(1, answer.GetProperty("refused")[0].GetProperty("index").GetInt32());
        Assert.StartsWith("\"kind\" is one of", answer.GetProperty("refused")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[{}]", HttpStatusCode.UnprocessableEntity)]
    public async Task What_cannot_be_taken_is_answered_in_words(string body, HttpStatusCode status)
    {
        using var response = await SendAsync(body);
        Assert.Equal(status, response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_too_large_is_refused_whether_or_not_it_says_so_at_once()
    {
        var large = new string(' ', WebhookBatch.MostBytes + 1);
        using var announced = await SendAsync(large);
        using var unannounced = await SendAsync(large, chunked: true);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (announced.StatusCode, unannounced.StatusCode));
    }

    [Theory]
    [InlineData("another-secret-of-a-test", 0)]
    [InlineData("not-a-secret-only-a-test", 301)]
    [InlineData("not-a-secret-only-a-test", -301)]
    public async Task A_wrong_signature_or_a_stale_timestamp_is_not_believed(string secret, int secondsOff)
    {
        using var response = await SendAsync(Event("1", "started"), secret, secondsOff);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await using var db = _office.Crm.Open(Actor.System);
        Assert.False(await db.Set<Call>().AnyAsync());
    }

    [Fact, Trait("Feature", "P12")]
    public async Task The_settings_page_switches_it_off_and_on_and_its_key_counts_at_once()
    {
        await SaveAsync(settings => settings.WebhookEnabled = false);
        await StatusBecomesAsync(HttpStatusCode.NotFound, Key.Secret);
        await SaveAsync(settings => (settings.WebhookEnabled, settings.WebhookSecret) = (true, TestOffice.Vault.Seal("made-on-the-settings-page")));
        await StatusBecomesAsync(HttpStatusCode.OK, "made-on-the-settings-page");
        await StatusBecomesAsync(HttpStatusCode.OK, Key.Secret);
    }

    private Task StatusBecomesAsync(HttpStatusCode status, string secret) => Lab.Eventually.True(async () =>
    {
        using var response = await SendAsync(Event("1", "started"), secret);
        return response.StatusCode == status;
    }, $"answered {status}");

    private async Task SaveAsync(Action<TelephonySettings> change)
    {
        await using var db = _office.Crm.Open(Actor.System);
        var settings = await db.Set<TelephonySettings>().FirstOrDefaultAsync() ?? db.Add(new TelephonySettings()).Entity;
        change(settings);
        await db.SaveChangesAsync();
    }

    private async Task<(HttpStatusCode, int, int)> TakenAsync(string body)
    {
        using var response = await SendAsync(body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, answer.GetProperty("taken").GetInt32(), answer.GetProperty("known").GetInt32());
    }

    private async Task<HttpResponseMessage> SendAsync(string body, string? secret = null, int secondsOff = 0, bool chunked = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = $"{_office.Clock.GetUtcNow().ToUnixTimeSeconds() - secondsOff}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/calls/events") { Content = new ByteArrayContent(bytes) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secret ?? Key.Secret, timestamp, bytes));
        return await _http.SendAsync(request);
    }

    private static string Event(string id, string kind, string more = "") =>
        $$"""{"id": "{{id}}", "call": "c-1", "kind": "{{kind}}", "at": "2026-11-23T09:00:0{{id}}Z"{{more}}}""";
}
