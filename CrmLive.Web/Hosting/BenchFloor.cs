using System.Diagnostics;
using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;

namespace CrmLive.Web.Hosting;

/// <summary>
/// What CrmLive.Benchmarks compares the panel with, in the same process: a bare hub, a bare durable insert. Open to nobody
/// unless the setting Bench:FloorHub is true, which no office has a reason to set.
/// </summary>
public static class BenchFloor
{
    public static void MapBenchFloor(this WebApplication app)
    {
        if (!app.Configuration.GetValue("Bench:FloorHub", false))
        {
            return;
        }

        var bench = app.MapGroup("/bench").AllowAnonymous();
        bench.MapHub<FloorHub>("/floor");
        bench.MapPost("/floor/ring", async (string mark, IHubContext<FloorHub> hub) =>
        {
            var start = Stopwatch.GetTimestamp();
            await hub.Clients.All.SendAsync("call", Call(mark));
            return start;
        });
        var rows = new FloorRows(app.Services.GetRequiredService<DataOptions>().Folder);
        bench.MapPost("/floor/insert", async (string mark, IHubContext<FloorHub> hub) =>
        {
            rows.Insert(mark);
            await hub.Clients.All.SendAsync("call", Call(mark));
        });
        bench.MapPost("/calls", async (CallEvent[] events, CallIntake intake, CancellationToken ct) =>
        {
            await intake.AcceptAsync(events, ct);
            return Stopwatch.GetTimestamp();
        });
        // A contact as its form registers it, and what a hub with nothing behind it does with as many bytes.
        bench.MapPost("/contact", async (int user, int client, ActivityCommands activities, CancellationToken ct) =>
        {
            var saved = await activities.RegisterAsync(Actor.System, new() { Type = ActivityType.Email, ClientId = client, AssignedToId = user }, ct);
            return saved.Ok ? Stopwatch.GetTimestamp() : throw new InvalidOperationException("The contact was not registered.");
        });
        bench.MapPost("/floor/bytes", async (string mark, int length, IHubContext<FloorHub> hub) =>
        {
            var start = Stopwatch.GetTimestamp();
            await hub.Clients.All.SendAsync("Changed", mark.PadRight(length, '.'));
            return start;
        });
        bench.MapPost("/submissions", async (string mark, SubmissionIntake intake, CancellationToken ct) =>
        {
            var taken = await intake.TakeAsync(Actor.Nobody, new NewSubmission { BrokerFormId = 1, FirstName = "Jan", LastName = mark, Phone = "600 111 222", BrokerName = "Bench", BrokerPhone = "600 111 223" }, ct);
            return taken.Ok ? Results.Text(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)) : Results.UnprocessableEntity(taken.Problems);
        });
        bench.MapPost("/collect", Collect);
    }

    // The same news as the panel's, as another program would be told it.
    private static CallNow Call(string mark) => new()
    {
        Id = 1,
        Direction = CallDirection.Inbound,
        Status = CallStatus.Ringing,
        StartedAt = DateTime.UnixEpoch,
        Since = DateTime.UnixEpoch,
        Number = "+44 20 7946 0123",
        NumberE164 = "+442079460123",
        CallerName = mark,
        Line = "+442079460999",
    };

    // Thrice, since finalisers of one round free what the next can collect.
    private static long Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private sealed class FloorHub : Hub;

    // One row, one transaction, on the disk before it returns: the least that "durable" can mean.
    private sealed class FloorRows
    {
        private readonly Lock _one = new();
        private readonly SqliteCommand _insert;

        public FloorRows(string folder)
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bench.db")}");
            connection.Open();
            using var make = connection.CreateCommand();
            make.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS Marks (Id INTEGER PRIMARY KEY, Mark TEXT NOT NULL)";
            make.ExecuteNonQuery();
            _insert = connection.CreateCommand();
            _insert.CommandText = "INSERT INTO Marks (Mark) VALUES (@mark)";
            _insert.Parameters.Add(new SqliteParameter("@mark", SqliteType.Text));
        }

        public void Insert(string mark)
        {
            lock (_one)
            {
                _insert.Parameters[0].Value = mark;
                _insert.ExecuteNonQuery();
            }
        }
    }
}
