using System.Collections.Frozen;
using System.Diagnostics;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Intake;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Roster.Import;
using CrmLive.Core.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>A list of 50,000 into an office that has 50,000: read, compared with everybody, journaled, counted, found by every key. The floor writes the very same rows by hand.</summary>
public sealed class ImportVerb(Options options, Report report)
{
    private static readonly Actor Manager = new()
    {
        Name = "manager", Scope = Scope.All, Permissions = FrozenSet.Create(ClientPermissions.View, ClientPermissions.Edit, ClientPermissions.Import, ClientPermissions.Assign),
    };

    public async Task RunAsync(CancellationToken ct)
    {
        await RunAsync("SQLite", null, ct);
        if (options.Text("postgres", "") is { Length: > 0 } postgres)
        {
            await RunAsync("PostgreSQL", postgres, ct);
        }
    }

    private async Task RunAsync(string name, string? postgres, CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(postgres, ct);
        var file = ClientFile.Csv(await office.FillAsync(options.Number("clients", 50_000), ct), options.Number("rows", 50_000));
        using var keeper = new WalKeeper(office.Crm, NullLogger<WalKeeper>.Instance);
        await keeper.StartAsync(ct);
        using var runner = new ImportRunner(office.Crm, NullLogger<ImportRunner>.Instance);
        var (desk, queries) = (new ImportDesk(office.Crm, runner), new ImportQueries(office.Crm, new UserQueries(office.Crm)));
        var machine = new Machine([]);
        var (saved, _) = await desk.UploadAsync(Manager, "list.csv", file, ct);
        var before = office.Folder + "/before.db";
        if (postgres is null)
        {
            office.Copy(before);
        }

        var ticks = machine.Read();
        await using var memory = new PeakMemory();
        var start = Stopwatch.GetTimestamp();
        var preview = await desk.PreviewAsync(Manager, saved.Id, null, _ => { }, ct);
        var looked = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        await desk.StartAsync(Manager, saved.Id, preview!.Plan, ct);
        await runner.Start(Manager, saved.Id);
        var took = Stopwatch.GetElapsedTime(start);
        var card = (await queries.CardAsync(Manager, saved.Id, ct))!.Row;
        if (card.State != ImportState.Finished || card.Created != preview.Of(RowVerdict.New) || card.Created < preview.Rows / 2)
        {
            throw new InvalidOperationException($"The import is {card.State} with {card.Created} clients; {preview.Of(RowVerdict.New)} were promised.");
        }

        var (grew, foreign) = (memory.Mebibytes, machine.ForeignSince(ticks));
        report.Say($"  {card.Rows:N0} rows: {card.Created:N0} new, {card.Skipped:N0} duplicates, {card.Refused:N0} wrong; {card.Rows / took.TotalSeconds:N0} rows a second");
        Say($"{name}: preview of {card.Rows:N0} rows against {options.Number("clients", 50_000):N0} clients", "s", looked.TotalSeconds, 10, foreign);
        Say($"{name}: import of the same, in chunks, each durable", "s", took.TotalSeconds, 30, foreign);
        Say($"{name}: by how much the process grew at most", "MiB", grew, 300, foreign);
        await keeper.StopAsync(ct);
        if (postgres is null)
        {
            Floor(office, before, took, card.Rows, foreign);
        }
    }

    /// <summary>One prepared INSERT a table, the same rows in as many transactions; nobody reads a file or looks for a duplicate.</summary>
    private void Floor(ClientOffice office, string before, TimeSpan took, int rows, double foreign)
    {
        var after = office.Folder + "/after.db";
        office.Copy(after);
        var floor = RowsFloor.Read(before, after);
        var byHand = floor.Write(before, rows / 200);
        report.Add(new Figure
        {
            What = $"SQLite: import against its own {floor.Rows:N0} rows written by hand", Unit = "s", Value = took.TotalSeconds, Floor = byHand.TotalSeconds,
            Judged = took / byHand, Bound = 4, Rounds = 1, ForeignCpu = foreign,
        });
    }

    private void Say(string what, string unit, double value, double bound, double foreign) => report.Add(new Figure
    {
        What = what, Unit = unit, Value = value, Judged = value, Bound = bound, Rounds = 1, ForeignCpu = foreign,
    });
}
