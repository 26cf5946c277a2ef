using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Activities.Feed;
using CrmLive.Core.Clients;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Web.Api;
using Ical.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Activities;

/// <summary>The feed as other programs read it: over HTTP from the real host, by Ical.Net, khal and vdirsyncer.</summary>
[Trait("Feature", "A20")]
public sealed class FeedTests : IAsyncLifetime
{
    private WebOffice _office = default!;
    private User _ada = default!;
    private Actor _me = default!;
    private int _client;
    private Uri _address = default!;

    private ActivityCommands Commands => _office.Services.GetRequiredService<ActivityCommands>();

    private CalendarFeeds Feeds => _office.Services.GetRequiredService<CalendarFeeds>();

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        _ada = await _office.AddUserAsync("ada");
        _me = People.Of(BuiltInRoles.Advisor, Scope.All, _ada.Id);
        _client = (await _office.Services.GetRequiredService<ClientCommands>().CreateAsync(_me, new NewClient { FirstName = "Ewa", LastName = "Wilk; Łęcka, née \\Żuk" }, default)).Id;
        _address = new Uri(_office.Address, CalendarFeedEndpoint.AddressOf(await Feeds.CreateAsync(_me, default)));
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_subscribed_calendar_reads_each_activity_whole_and_a_move_or_cancellation_as_a_new_version_of_the_same()
    {
        await using (var db = _office.Crm.Open(Actor.System))
        {
            var place = await db.WordIdAsync(DictionaryKind.Place, "sales-office", default);
            await PlanAsync(new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Unspecified), place, "two rooms; south, \"balcony\"\nand a cellar");
        }

        var before = Assert.Single((await ReadAsync()).Events);
        Assert.Equal(("Meeting: Ewa Wilk; Łęcka, née \\Żuk", "Sales office", "CONFIRMED", 0), (before.Summary, before.Location, before.Status, before.Sequence));
        Assert.Equal("two rooms; south, \"balcony\"\nand a cellar", before.Description);
        Assert.Equal(("Europe/Warsaw", At.Utc("2026-11-24 09:00"), At.Utc("2026-11-24 10:00")), (before.DtStart!.TzId, before.DtStart.AsUtc, before.DtEnd!.AsUtc));

        await Commands.MoveAsync(_me, 1, 0, new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Unspecified), null, default);
        var moved = Assert.Single((await ReadAsync()).Events);
        Assert.Equal((before.Uid, 1, At.Utc("2026-11-24 11:00")), (moved.Uid, moved.Sequence, moved.DtStart!.AsUtc));

        await Commands.SetStatusAsync(_me, 1, 1, new ActivityOutcome(ActivityStatus.Cancelled), default);
        var off = Assert.Single((await ReadAsync()).Events);
        Assert.Equal((before.Uid, 2, "CANCELLED"), (off.Uid, off.Sequence, off.Status));
    }

    [Fact]
    public async Task The_text_is_what_Outlook_and_telephones_want_and_unchanged_it_costs_nothing()
    {
        await PlanAsync(new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Unspecified), null, string.Concat(Enumerable.Repeat("Żółw na tarasie. ", 30)));
        using var http = new HttpClient();
        using var first = await http.GetAsync(_address);
        var text = await first.Content.ReadAsStringAsync();

        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        foreach (var line in (string[])["BEGIN:VCALENDAR", "METHOD:PUBLISH", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:Europe/Warsaw", "X-PUBLISHED-TTL:PT15M", "X-WR-CALNAME:CrmLive – ada Nowak"])
        {
            Assert.Contains(line + "\r\n", text, StringComparison.Ordinal);
        }

        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        using var again = new HttpRequestMessage(HttpMethod.Get, _address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var unchanged = await http.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync()).Length));
        await Commands.MoveAsync(_me, 1, 0, new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Unspecified), null, default);
        using var changed = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, _address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task An_address_is_its_persons_only_kept_as_a_hash_replaced_revoked_and_dead_when_they_leave()
    {
        var other = await _office.AddUserAsync("jan");
        await Commands.PlanAsync(_me, Draft(new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Unspecified)) with { AssignedToId = other.Id }, default);
        Assert.Empty((await ReadAsync()).Events);
        await using (var db = _office.Crm.Open(Actor.System))
        {
            Assert.DoesNotContain(_address.Segments[^1].Replace(".ics", "", StringComparison.Ordinal), (await db.Set<CalendarFeed>().SingleAsync()).Hash, StringComparison.Ordinal);
            Assert.DoesNotContain("\"Hash\":[null", string.Concat(await db.Set<Core.Journal.JournalEntry>().Select(e => e.Changes).ToListAsync()), StringComparison.Ordinal);
        }

        var old = _address;
        _address = new Uri(_office.Address, CalendarFeedEndpoint.AddressOf(await Feeds.CreateAsync(_me, default)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(old), await StatusAsync(_address)));
        Assert.Equal(_office.Clock.GetUtcNow().UtcDateTime, (await Feeds.StandingAsync(_me, default))!.LastReadAt);
        await _office.ChangeAsync<User>(u => u.Retired = true, u => u.Id == _ada.Id);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_address));
        await _office.ChangeAsync<User>(u => u.Retired = false, u => u.Id == _ada.Id);
        await Feeds.RevokeAsync(_me, default);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_address));
        Assert.Null(await Feeds.StandingAsync(_me, default));
    }

    [Fact]
    public async Task On_their_own_page_a_person_makes_the_address_sees_it_once_and_revokes_it()
    {
        using var visitor = await _office.SignedInAsync("ada");
        using var made = await visitor.SubmitAsync("/account", "calendar-make");
        var shown = System.Text.RegularExpressions.Regex.Match(await made.Content.ReadAsStringAsync(), "value=\"(http[^\"]+[.]ics)\"").Groups[1].Value;

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(_address), await StatusAsync(new Uri(shown))));
        Assert.DoesNotContain(".ics", await visitor.TextAsync("/account"), StringComparison.Ordinal);
        using var revoked = await visitor.SubmitAsync("/account", "calendar-revoke");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(shown)));
    }

    [Fact]
    public async Task Who_tries_addresses_is_slowed_down()
    {
        await using var office = await WebOffice.OpenAsync(null, "--Limits:FeedPerMinute", "3");
        using var http = new HttpClient();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await http.GetAsync(new Uri(office.Address, $"calendar/{i}.ics"));
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], answers);
    }

    [SkippableFact]
    public async Task Khal_and_vdirsyncer_read_it()
    {
        Needs.Khal();
        Needs.Vdirsyncer();
        await PlanAsync(new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Unspecified), null, "two rooms");
        await PlanAsync(new DateTime(2027, 4, 1, 10, 0, 0, DateTimeKind.Unspecified), null, "in summer time");
        var folder = Directory.CreateTempSubdirectory("crmlive-feed-").FullName;
        try
        {
            var config = Path.Combine(folder, "config");
            await File.WriteAllTextAsync(config, $"""
                [general]
                status_path = "{folder}/status/"
                [pair feed]
                a = "here"
                b = "there"
                collections = null
                [storage here]
                type = "filesystem"
                path = "{folder}/events/"
                fileext = ".ics"
                [storage there]
                type = "http"
                url = "{_address}"
                """);
            var vdirsyncer = Programs.Find("vdirsyncer")!;
            Directory.CreateDirectory(Path.Combine(folder, "events"));
            await Programs.RunAsync([vdirsyncer, "-c", config, "discover"]);
            await Programs.RunAsync([vdirsyncer, "-c", config, "sync"]);
            var files = Directory.GetFiles(Path.Combine(folder, "events"), "*.ics");
            Assert.Equal(2, files.Length);

            await File.WriteAllTextAsync(Path.Combine(folder, "khal"), $"""
                [calendars]
                [[office]]
                path = {folder}/events
                [locale]
                local_timezone = Europe/Warsaw
                default_timezone = Europe/Warsaw
                timeformat = %H:%M
                dateformat = %Y-%m-%d
                longdateformat = %Y-%m-%d
                datetimeformat = %Y-%m-%d %H:%M
                longdatetimeformat = %Y-%m-%d %H:%M
                [sqlite]
                path = {folder}/khal.db
                """);
            var read = await Programs.RunAsync(["/usr/bin/env", "LC_ALL=C.UTF-8", Programs.Find("khal")!, "-c", Path.Combine(folder, "khal"), "list", "--format", "{start}|{end}|{title}|{description}", "2026-11-24", "200d"]);
            Assert.Contains("2026-11-24 10:00|2026-11-24 11:00|Meeting: Ewa Wilk; Łęcka, née \\Żuk|two rooms", read, StringComparison.Ordinal);
            Assert.Contains("2027-04-01 10:00|2027-04-01 11:00|", read, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ActivityDraft Draft(DateTime start) => new() { Type = ActivityType.Meeting, ClientId = _client, AssignedToId = _ada.Id, Start = start };

    private Task<int> PlanAsync(DateTime start, int? place, string note) =>
        Desk.DoneAsync(Commands.PlanAsync(_me, Draft(start) with { PlaceId = place, Note = note }, default));

    private async Task<Calendar> ReadAsync()
    {
        using var http = new HttpClient();
        return Ical.Net.Calendar.Load(await http.GetStringAsync(_address))!;
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }
}
