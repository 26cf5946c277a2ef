using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Sample;
using CrmLive.Core.Users;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Benchmarks.Clients;

/// <summary>An office with many clients and nothing else, on either database; the folder is gone with this object, a PostgreSQL database is emptied before.</summary>
public sealed class ClientOffice : IAsyncDisposable
{
    private const int Advisors = 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmlive-bench-");
    private readonly InProcessLiveBus _bus = new();
    private readonly DatabaseStart _start;

    private ClientOffice(string? postgres)
    {
        Crm = new CrmDb(
            new DataOptions { Folder = _folder.FullName, Postgres = postgres }, _bus,
            new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))), TimeProvider.System);
        _start = new DatabaseStart(Crm);
    }

    public CrmDb Crm { get; }

    public int StatusId { get; private set; }

    public IReadOnlyList<int> AdvisorIds { get; private set; } = [];

    public IReadOnlyList<int> BranchIds { get; private set; } = [];

    public static async Task<ClientOffice> OpenAsync(string? postgres, CancellationToken ct)
    {
        var office = new ClientOffice(postgres);
        if (postgres is not null)
        {
            await using var db = office.Crm.Open(Actor.System);
            await db.Database.ExecuteSqlRawAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public", ct);
            Npgsql.NpgsqlConnection.ClearAllPools();
        }

        await office._start.PrepareAsync(ct);
        await new FirstOffice(office.Crm, new PermissionCatalog([UserPermissions.Group, OfficePermissions.Group, ClientPermissions.Group]))
            .CreateAsync(new OfficeSettings { Name = "Benchmark" }, null, ct);
        await office.HireAsync(ct);
        return office;
    }

    /// <summary>Clients as an office has them: the commonest names, most of them of one town, a number each, an address for half.</summary>
    public async Task<IReadOnlyList<Client>> FillAsync(int count, CancellationToken ct)
    {
        var random = new Random(7);
        var clients = Enumerable.Range(1, count).Select(id => People.Client(id, random, StatusId, AdvisorIds, BranchIds)).ToList();
        await using var load = await BulkLoad.BeginAsync(Crm, ct);
        await load.AddAsync(clients, ct);
        await load.AddAsync(clients.SelectMany(c => c.Phones), ct);
        await load.AddAsync(clients.SelectMany(c => c.Emails), ct);
        await load.CommitAsync(ct);
        return clients;
    }

    public string Folder => _folder.FullName;

    /// <summary>The SQLite database as it is now, as one file.</summary>
    public void Copy(string file)
    {
        using var from = new SqliteConnection($"Data Source={Crm.Options.DatabaseFile}");
        using var to = new SqliteConnection($"Data Source={file};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await _bus.DisposeAsync();
        _start.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task HireAsync(CancellationToken ct)
    {
        await using var db = Crm.Open(Actor.System);
        StatusId = await db.StatusIdAsync(ClientStatusKeys.New, ct);
        var role = await db.Set<Role>().Where(r => r.Key == "advisor").Select(r => r.Id).FirstAsync(ct);
        var users = Enumerable.Range(1, Advisors)
            .Select(n => new User { FirstName = "Advisor", LastName = $"Number{n}", UserName = $"a{n}", NormalizedUserName = $"A{n}", RoleId = role })
            .ToList();
        var branches = Enumerable.Range(1, 4).Select(n => new Branch { Name = $"Branch {n}" }).ToList();
        db.AddRange(users);
        db.AddRange(branches);
        await db.SaveChangesAsync(ct);
        AdvisorIds = [.. users.Select(u => u.Id)];
        BranchIds = [.. branches.Select(b => b.Id)];
    }
}
