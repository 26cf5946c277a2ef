using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Tests.Hubs;
using CrmLive.Tests.Lab;
using CrmLive.Web.Wall;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Wall;

public sealed class WallTests
{
    [Fact, Trait("Feature", "K12")]
    public async Task A_contact_turns_the_wall_from_red_to_green_and_taken_back_to_red()
    {
        await using var office = await WebOffice.OpenAsync();
        var (anna, client) = await SalesAsync(office);
        await using var tv = await ShowingAsync(office);
        Assert.Equal((0, "Below"), Week((await tv.WelcomedAsync()).GetProperty("shown").GetProperty("people")));

        var meeting = await MeetAsync(office, anna, client);
        var change = await tv.ChangedAsync(c => c.TryGetProperty("people", out var people) && Week(people) == (1, "Met"), "the meeting is on the wall, in green");
        var person = change.GetProperty("people").GetProperty("people")[0];
        Assert.Equal((5, 1, "anna Nowak"), (person.GetProperty("points").GetInt32(), person.GetProperty("rank").GetInt32(), person.GetProperty("name").GetString()));
        // Only what changed is sent again.
        Assert.False(change.TryGetProperty("deals", out _));

        await office.ChangeAsync<Activity>(a => { a.Status = ActivityStatus.Planned; a.DoneAt = null; }, a => a.Id == meeting);
        await tv.ChangedAsync(c => c.TryGetProperty("people", out var people) && Week(people) == (0, "Below"), "what was taken back is red again");
    }

    [Fact, Trait("Feature", "K12")]
    public async Task However_many_walls_there_are_a_change_is_read_once_and_told_each_of_them_once()
    {
        await using var office = await WebOffice.OpenAsync();
        var (anna, client) = await SalesAsync(office);
        var walls = new List<Television>();
        for (var i = 0; i < 12; i++)
        {
            walls.Add(await ShowingAsync(office));
            await walls[i].WelcomedAsync();
        }

        var view = office.Services.GetRequiredService<KpiView>();
        var before = view.Current.Version;
        await MeetAsync(office, anna, client);
        foreach (var wall in walls)
        {
            await wall.ChangedAsync(c => c.TryGetProperty("people", out var people) && Week(people) == (1, "Met"), "the meeting is on every wall");
        }

        Assert.Equal(before + 1, view.Current.Version);
        Assert.All(walls, wall => Assert.Single(wall.Said("Changed"), c => c.TryGetProperty("people", out _)));
        Assert.Single(walls.Select(wall => wall.Said("Changed").Last(c => c.TryGetProperty("people", out _)).GetRawText()).Distinct());
        foreach (var wall in walls)
        {
            await wall.DisposeAsync();
        }
    }

    [Fact, Trait("Feature", "K12")]
    public async Task A_wall_of_a_branch_ranks_its_own_people_and_a_signed_agreement_is_news_on_it()
    {
        await using var office = await WebOffice.OpenAsync();
        var (anna, client) = await SalesAsync(office);
        var jan = await office.AddUserAsync("jan");
        await using (var db = office.Crm.Open(Actor.System))
        {
            db.AddRange(new Plan { UserId = jan.Id, Week = Monday, Meetings = 1, Version = 1 });
            await db.SaveChangesAsync();
        }

        await MeetAsync(office, jan, client);
        await MeetAsync(office, jan, client);
        await using var tv = await ShowingAsync(office, anna.BranchId);
        var shown = (await tv.WelcomedAsync()).GetProperty("shown");
        var person = Assert.Single(shown.GetProperty("people").GetProperty("people").EnumerateArray());
        Assert.Equal(("anna Nowak", 1), (person.GetProperty("name").GetString(), person.GetProperty("rank").GetInt32()));
        Assert.Equal(0, shown.GetProperty("deals").GetProperty("signedToday").GetInt32());

        await SignAsync(office, anna, client, anna.BranchId!.Value);
        var deals = (await tv.ChangedAsync(c => c.TryGetProperty("deals", out var d) && d.GetProperty("signedToday").GetInt32() == 1, "the agreement is on the wall")).GetProperty("deals");
        Assert.Equal(("A.17", "anna Nowak"), (deals.GetProperty("signed")[0].GetProperty("unit").GetString(), deals.GetProperty("signed")[0].GetProperty("advisor").GetString()));
    }

    [Fact, Trait("Feature", "K14")]
    public async Task A_beat_tells_the_servers_time_and_the_version_every_few_seconds()
    {
        await using var office = await WebOffice.OpenAsync();
        await SalesAsync(office);
        await using var tv = await ShowingAsync(office);
        var begun = office.Clock.GetUtcNow().UtcDateTime;
        var version = (await tv.WelcomedAsync()).GetProperty("shown").GetProperty("version").GetInt64();
        await Eventually.True(() =>
        {
            office.Clock.Advance(WallBroadcast.BeatEvery);
            return tv.Said("Beat").Count > 2;
        }, "the server's heart beats");
        var beat = tv.Said("Beat")[^1];
        Assert.True(beat.GetProperty("version").GetInt64() >= version);
        Assert.InRange(beat.GetProperty("now").GetDateTime(), begun.AddTicks(1), office.Clock.GetUtcNow().UtcDateTime);
    }

    [Fact, Trait("Feature", "K14")]
    public async Task After_a_restart_of_the_server_the_same_cookie_comes_in_and_shows_what_happened_meanwhile()
    {
        await using var office = await WebOffice.OpenAsync();
        var (anna, client) = await SalesAsync(office);
        await using var tv = await ShowingAsync(office);
        await tv.WelcomedAsync();
        await office.RestartAsync();
        await MeetAsync(office, anna, client);
        await tv.ConnectAsync();
        await tv.ShowAsync();
        await Eventually.True(() => tv.Welcome is { } welcome && Week(welcome.GetProperty("shown").GetProperty("people")) == (1, "Met"), "the wall has caught up");
    }

    /// <summary>The whole day of a client whose every word can be told from others, and every byte the wall was sent.</summary>
    [Fact, Trait("Feature", "K13")]
    public async Task Nothing_that_tells_of_a_client_ever_goes_over_the_wire()
    {
        await using var hub = await HubOffice.OpenAsync();
        var office = hub.Web;
        var (anna, client) = await SalesAsync(office);
        await office.ChangeAsync<Client>(c => (c.FirstName, c.LastName, c.Company) = ("Zygfryda", "Brzęczyszczykiewicz", "Kwiatownia"), c => c.Id == client);
        await using (var db = office.Crm.Open(Actor.System))
        {
            db.AddRange(new ClientPhone { ClientId = client, Raw = "36 555 44 33", E164 = "+48365554433" }, new ClientEmail { ClientId = client, Address = "zyga@example.org", Folded = "zyga@example.org" });
            await db.SaveChangesAsync();
        }

        await using var tv = await ShowingAsync(office);
        await tv.PageAsync();
        await tv.WelcomedAsync();
        await hub.RingAsync("one", "+48365554433");
        await tv.ChangedAsync(c => c.TryGetProperty("calls", out var calls) && calls.GetProperty("callCount").GetInt32() == 1, "the call is on the wall");
        await hub.HangUpAsync("one");
        await tv.ChangedAsync(c => c.TryGetProperty("calls", out var calls) && calls.GetProperty("missedCount").GetInt32() == 1, "the missed call is on the wall");
        await MeetAsync(office, anna, client, "wants a garden");
        await SignAsync(office, anna, client, anna.BranchId!.Value);
        await SubmitAsync(office);
        await tv.ChangedAsync(c => c.TryGetProperty("deals", out var d) && d.GetProperty("pending").GetInt32() == 1 && d.GetProperty("signed").GetArrayLength() == 1, "submission and agreement are on the wall");
        await tv.ChangedAsync(c => c.TryGetProperty("people", out var people) && Week(people).Fact == 1, "the meeting is on the wall");

        var heard = tv.Everything;
        Assert.Contains("A.17", heard, StringComparison.Ordinal);
        foreach (var secret in new[] { "Zygfryda", "zczykiewicz", "Kwiatownia", "zyga@", "365554433", "36 555", "555 44 33", "garden", "Walerian", "Submitted", "broker", "+48", "@" })
        {
            Assert.DoesNotContain(secret, heard, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static readonly DateOnly Monday = new(2026, 11, 23);

    internal static (int Fact, string? Tone) Week(JsonElement people)
    {
        var week = people.GetProperty("week").GetProperty("all");
        return (week.GetProperty("fact").GetInt32(), week.GetProperty("tone").GetString());
    }

    internal static async Task<Television> ShowingAsync(WebOffice office, int? branch = null)
    {
        var tv = await PairingTests.PairedAsync(office, branch);
        await tv.ConnectAsync();
        await tv.ShowAsync();
        return tv;
    }

    /// <summary>Anna, who is to hold one meeting this week, and a client.</summary>
    internal static async Task<(User Anna, int Client)> SalesAsync(WebOffice office)
    {
        var anna = await office.AddUserAsync("anna");
        await using var db = office.Crm.Open(Actor.System);
        var client = new Client { FirstName = "Ewa", StatusId = await db.StatusIdAsync(ClientStatusKeys.New, default), CreatedAt = office.Clock.GetUtcNow().UtcDateTime };
        var branch = new Branch { Name = "Centre" };
        db.AddRange(client, branch, new Plan { UserId = anna.Id, Week = Monday, Meetings = 1, Version = 1 });
        await db.SaveChangesAsync();
        (await db.Set<User>().SingleAsync(u => u.Id == anna.Id)).BranchId = branch.Id;
        await db.SaveChangesAsync();
        anna.BranchId = branch.Id;
        return (anna, client.Id);
    }

    internal static async Task<int> MeetAsync(WebOffice office, User by, int client, string? note = null)
    {
        var now = office.Clock.GetUtcNow().UtcDateTime;
        await using var db = office.Crm.Open(Actor.System);
        var meeting = new Activity
        {
            Type = ActivityType.Meeting, Status = ActivityStatus.Held, AssignedToId = by.Id, ClientId = client, DoneAt = now, StartsAt = now, EndsAt = now, CreatedAt = now, Note = note,
        };
        db.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    }

    private static async Task SignAsync(WebOffice office, User by, int client, int branch)
    {
        var now = office.Clock.GetUtcNow().UtcDateTime;
        await using var db = office.Crm.Open(Actor.System);
        var investment = new Investment { Name = "Zielona", BranchId = branch };
        var unit = new Unit { Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } }, Number = "A.17", SearchKey = "a.17 zielona" };
        db.Add(new Agreement
        {
            Kind = AgreementKind.Developer, Status = AgreementStatus.Signed, Client = await db.Set<Client>().SingleAsync(c => c.Id == client), Unit = unit, Investment = investment,
            AdvisorId = by.Id, CreatedAt = now, SignedAt = now, Note = "wants a garden", Value = 500_000,
        });
        await db.SaveChangesAsync();
    }

    private static async Task SubmitAsync(WebOffice office)
    {
        await using var db = office.Crm.Open(Actor.System);
        db.Add(new Submission
        {
            BrokerForm = new BrokerForm { Name = "Form", LinkKey = "key", Source = new Source { Name = "Houses" }, On = true },
            FirstName = "Walerian", LastName = "Submitted", SearchKey = "submitted walerian", Phone = "36 111 22 33", PhoneE164 = "+48361112233", Email = "wal@example.org",
            BrokerName = "The broker", BrokerKey = "k", ArrivedAt = office.Clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync();
    }
}
