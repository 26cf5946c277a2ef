using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Post;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Core.Wall;
using CrmLive.Tests.Lab;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

/// <summary>A small office in a fresh database of either kind: the same test runs on SQLite and on PostgreSQL.</summary>
public sealed class TestOffice : IAsyncDisposable
{
    public static readonly DateTime Monday = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder;
    private readonly PostgresDatabase? _postgres;

    private TestOffice(DirectoryInfo folder, PostgresDatabase? postgres)
    {
        _folder = folder;
        _postgres = postgres;
        Options = new DataOptions { Folder = folder.FullName, Postgres = postgres?.ConnectionString };
        Crm = new CrmDb(Options, Bus, Office, Clock);
    }

    public static PermissionCatalog Catalog { get; } = new(
    [
        UserPermissions.Group, OfficePermissions.Group, ClientPermissions.Group, LeadPermissions.Group,
        ActivityPermissions.Group, AgreementPermissions.Group, SubmissionPermissions.Group, CallPermissions.Group, KpiPermissions.Group, WallPermissions.Group, PostPermissions.Group,
    ]);

    /// <summary>Keys of this test run alone.</summary>
    public static Vault Vault { get; } = Vaulted(new EphemeralDataProtectionProvider());

    public DataOptions Options { get; }

    public TurnedClock Clock { get; } = new(Monday);

    /// <summary>For a test with a real exchange: what that says happens now, which to an office of another week lies days ahead, and is refused.</summary>
    public void LivesToday() => Clock.SetUtcNow(TimeProvider.System.GetUtcNow());

    public OfficeClock Office { get; } = new(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")));

    public InProcessLiveBus Bus { get; } = new();

    public CrmDb Crm { get; private set; }

    /// <summary>The way mails go from here; a setting saved in the office goes before the options.</summary>
    public MailRoute Route(MailOptions? options = null) => new(Crm, options ?? new MailOptions(), Vault);

    /// <summary>Every kind of database, for <c>[SkippableTheory, MemberData]</c>.</summary>
    public static TheoryData<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    public static async Task<TestOffice> OpenAsync(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("crmlive-test-");
        PostgresDatabase? postgres = null;
        if (kind == DatabaseKind.Postgres)
        {
            Needs.Postgres();
            postgres = await PostgresLab.NewDatabaseAsync("office", BuildTemplateAsync);
        }

        var office = new TestOffice(folder, postgres);
        if (kind == DatabaseKind.Sqlite)
        {
            await FillAsync(office.Crm);
        }

        return office;
    }

    /// <summary>As after a crash: nothing was stopped in order, a new process opens the same database.</summary>
    public async Task ReopenAsync()
    {
        await Crm.DisposeAsync();
        Crm = new CrmDb(Options, Bus, Office, Clock);
    }

    public async Task<User> AddUserAsync(string first, string last, string? extension = null, string role = "advisor")
    {
        await using var db = Crm.Open(Actor.System);
        var user = new User
        {
            FirstName = first,
            LastName = last,
            UserName = $"{first}.{last}",
            NormalizedUserName = $"{first}.{last}".ToUpperInvariant(),
            Extension = extension,
            RoleId = await db.Set<Role>().Where(r => r.Key == role).Select(r => r.Id).FirstAsync(),
        };
        db.Add(user);
        await db.SaveChangesAsync();
        return user;
    }

    public async Task<Client> AddClientAsync(string first, string last, string? phone = null, int? advisorId = null)
    {
        await using var db = Crm.Open(Actor.System);
        var client = new Client
        {
            FirstName = first,
            LastName = last,
            SearchKey = SearchKey.Of($"{first} {last}"),
            AdvisorId = advisorId,
            StatusId = await db.Set<DictionaryEntry>().Where(e => e.Key == ClientStatusKeys.New).Select(e => e.Id).FirstAsync(),
            CreatedAt = Clock.GetUtcNow().UtcDateTime,
        };
        if (phone is not null)
        {
            client.Phones.Add(new ClientPhone { Raw = phone, E164 = PhoneNumber.TryE164(phone, "PL") });
        }

        db.Add(client);
        await db.SaveChangesAsync();
        return client;
    }

    /// <summary>A table that has another name is a database that cannot be read there, until it has its own again.</summary>
    public async Task RenameAsync(string table, string to)
    {
        await using var connection = await Crm.ConnectAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{to}\"";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await Bus.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        await LeftFolder.RemoveAsync(_folder.FullName);
    }

    private static Vault Vaulted(EphemeralDataProtectionProvider keys)
    {
        var protector = keys.CreateProtector("test");
        return new Vault(protector.Protect, protector.Unprotect);
    }

    private static async Task BuildTemplateAsync(string connectionString)
    {
        await using var bus = new InProcessLiveBus();
        var clock = new TurnedClock(Monday);
        var office = new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")));
        await using var crm = new CrmDb(new DataOptions { Postgres = connectionString, Folder = Path.GetTempPath() }, bus, office, clock);
        await FillAsync(crm);
    }

    private static async Task FillAsync(CrmDb crm)
    {
        await using (var db = crm.Open(Actor.System))
        {
            await db.Database.MigrateAsync();
        }

        await new FirstOffice(crm, Catalog).CreateAsync(new OfficeSettings { Name = "Test office" }, null, default);
    }
}
