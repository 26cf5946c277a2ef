using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Tests.Lab;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CrmLive.Tests.Operating;

[Trait("Feature", "P21")]
public sealed class HealthTests
{
    [Fact]
    public async Task A_node_that_can_work_says_so_to_anybody_without_a_sign_in()
    {
        await using var web = await WebOffice.StartAsync();
        var (code, report) = await AskAsync(web, "/health/ready");
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (code, report.GetProperty("status").GetString()));
        Assert.Equal(["database", "exchange", "intake"], report.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(web, "/health/live")).Code);
    }

    [Fact]
    public async Task An_exchange_that_is_away_degrades_the_node_and_does_not_take_it_out_of_service()
    {
        await using var web = await WebOffice.OpenAsync(null,
            "--Telephony:Asterisk:Enabled", "true", "--Telephony:Asterisk:User", "u", "--Telephony:Asterisk:Secret", "hush-hush", "--Telephony:Asterisk:Port", $"{FreePort.Tcp()}");
        JsonElement report = default;
        await Eventually.True(async () =>
        {
            (var code, report) = await AskAsync(web, "/health/ready");
            Assert.Equal(HttpStatusCode.OK, code);
            return report.GetProperty("checks").GetProperty("exchange").GetProperty("status").GetString() == "Degraded";
        }, "the exchange is missed");
        Assert.DoesNotContain("hush-hush", report.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Healthy", report.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_makes_the_node_unready_but_not_dead_and_tells_no_secrets()
    {
        await using var web = await WebOffice.OpenAsync(null, "--Data:BusySeconds", "1");
        await using (var other = new SqliteConnection($"Data Source={web.Crm.Options.DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);
            var (code, report) = await AskAsync(web, "/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
            Assert.DoesNotContain(web.Crm.Options.Folder, report.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(web, "/health/live")).Code);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(web, "/health/ready")).Code);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Metrics_and_traces_are_collected_only_where_there_is_a_collector(bool collector)
    {
        await using var web = await WebOffice.StartAsync(null, collector ? ["--Telemetry:Otlp", $"http://127.0.0.1:{FreePort.Tcp()}"] : []);
        Assert.Equal(collector, web.Services.GetService<MeterProvider>() is not null);
        Assert.Equal(collector, web.Services.GetService<TracerProvider>() is not null);
    }

    [Fact]
    public async Task An_administrator_takes_a_backup_by_browser_and_the_journal_remembers_it()
    {
        await using var web = await WebOffice.OpenAsync();
        using var refused = await BackupAsync(web, OfficePermissions.Settings);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("office.backed-up", await web.EventsAsync());

        using var taken = await BackupAsync(web, OfficePermissions.Backup);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using var folder = new Folder();
        await File.WriteAllBytesAsync(folder["office.zip"], await taken.Content.ReadAsByteArrayAsync());
        await new Core.Data.OfficeRestore(new() { Folder = folder["restored"] }).ReadAsync(folder["office.zip"], default);
        Assert.True(File.Exists(folder["restored/crmlive.db"]));
        Assert.Contains("office.backed-up", await web.EventsAsync());
    }

    private static async Task<HttpResponseMessage> BackupAsync(WebOffice web, string permission)
    {
        var user = await web.AddUserAsync($"admin-{permission}", "administrator");
        var token = await web.Services.GetRequiredService<ApiTokens>().CreateAsync(Actor.System, "backup", user.Id, [permission], default);
        using var http = new HttpClient { BaseAddress = web.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetAsync("/office/backup");
    }

    private static async Task<(HttpStatusCode Code, JsonElement Report)> AskAsync(WebOffice web, string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = web.Address };
        using var answer = await http.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
