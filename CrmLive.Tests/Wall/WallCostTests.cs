using System.Text.Json;
using System.Text.Json.Serialization;
using CrmLive.Core.Access;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Account;
using CrmLive.Tests.Lab;
using CrmLive.Web.Wall;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmLive.Tests.Wall;

/// <summary>What a change costs the server: the same for three walls of a branch as for twelve.</summary>
[Trait("Feature", "K12")]
public sealed class WallCostTests
{
    [Fact]
    public async Task A_contact_is_asked_of_the_database_and_written_out_once_for_three_walls_of_a_branch_and_for_twelve()
    {
        var spelled = new Spelled();
        await using var office = await WebOffice.OpenAsync(app =>
            app.Services.GetRequiredService<IOptions<JsonHubProtocolOptions>>().Value.PayloadSerializerOptions.Converters.Add(spelled));
        var (anna, client) = await WallTests.SalesAsync(office);
        using var asked = new Asked(office.Crm);
        var walls = new List<Television>();
        var costs = new List<(int Told, string Asked)>();
        foreach (var many in (int[])[3, 12])
        {
            while (walls.Count < many)
            {
                var wall = await WallTests.ShowingAsync(office, anna.BranchId);
                walls.Add(wall);
                await wall.WelcomedAsync();
            }

            // The first meeting settles what the walls' coming has rung; of the second one every question is counted.
            await MeetAsync();
            asked.Clear();
            var before = spelled.Times;
            await MeetAsync();
            costs.Add((spelled.Times - before, string.Join('\n', asked.Questions.Where(IsShown))));
        }

        Assert.Equal((1, 1), (costs[0].Told, costs[1].Told));
        Assert.Equal(costs[0].Asked, costs[1].Asked);
        // One for the week and one for the day: nobody's plan, leave or name is asked for again because somebody held a meeting.
        Assert.Equal(2, costs[1].Asked.Split('\n').Count(line => line.StartsWith("SELECT", StringComparison.Ordinal)));
        foreach (var wall in walls)
        {
            await wall.DisposeAsync();
        }

        async Task MeetAsync()
        {
            var held = office.Services.GetRequiredService<KpiView>().Current.Value.People.Sum(person => person.Facts.Meetings) + 1;
            await WallTests.MeetAsync(office, anna, client);
            foreach (var wall in walls)
            {
                await wall.ChangedAsync(c => c.TryGetProperty("people", out var people) && WallTests.Week(people).Fact == held, "the meeting is on every wall");
            }
        }
    }

    /// <summary>Of what walls show; what the save itself, the journal and the reminders ask is no wall's doing.</summary>
    private static bool IsShown(string question) => question.StartsWith("SELECT", StringComparison.Ordinal)
        && ((string[])["\"DailyTotals\"", "\"MonthlyTotals\"", "\"Plans\"", "\"RolePlans\"", "\"Weights\"", "\"Agreements\"", "\"Submissions\"", "\"Screens\""])
            .Any(table => question.Contains($"FROM {table}", StringComparison.Ordinal));

    /// <summary>Counts how often a change is written out for walls.</summary>
    private sealed class Spelled : JsonConverter<WallChange>
    {
        private readonly JsonSerializerOptions _plain = WallJson.Options;
        private int _times;

        public int Times => Volatile.Read(ref _times);

        public override WallChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Walls are told and tell nothing.");

        public override void Write(Utf8JsonWriter writer, WallChange value, JsonSerializerOptions options)
        {
            Interlocked.Increment(ref _times);
            JsonSerializer.Serialize(writer, value, _plain);
        }
    }
}
