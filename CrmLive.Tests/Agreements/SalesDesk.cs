using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Agreements;

/// <summary>Two advisors, a client each and one building of three units, on a Monday at ten in Warsaw.</summary>
public sealed class SalesDesk : IAsyncDisposable
{
    private SalesDesk(TestOffice office, User anna, User jan)
    {
        (Office, Anna, Jan) = (office, anna, jan);
        (Me, Other) = (Desk.As(anna), Desk.As(jan));
        Commands = new AgreementCommands(office.Crm);
        Queries = new AgreementQueries(office.Crm);
        Units = new UnitQueries(office.Crm);
    }

    public static Actor Manager { get; } = People.Of(BuiltInRoles.Manager);

    public TestOffice Office { get; }
    public User Anna { get; }
    public User Jan { get; }
    public Actor Me { get; }
    public Actor Other { get; }
    public AgreementCommands Commands { get; }
    public AgreementQueries Queries { get; }
    public UnitQueries Units { get; }
    public int Ewa { get; private set; }
    public int Olga { get; private set; }
    public int UnitId { get; private set; }
    public DateOnly Today => Office.Office.Time.Today(Office.Clock);
    public DateTime Now => Office.Clock.GetUtcNow().UtcDateTime;

    public static async Task<SalesDesk> OpenAsync(DatabaseKind kind)
    {
        var office = await TestOffice.OpenAsync(kind);
        var desk = new SalesDesk(office, await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Jan", "Kot"));
        desk.Ewa = (await office.AddClientAsync("Ewa", "Wilk", "600 111 222", desk.Anna.Id)).Id;
        desk.Olga = (await office.AddClientAsync("Olga", "Sowa", null, desk.Jan.Id)).Id;
        await using var db = office.Crm.Open(Actor.System);
        var investment = new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        var building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } };
        for (var number = 1; number <= 3; number++)
        {
            db.Add(new Unit
            {
                Number = $"A.{number}", Building = building, Investment = investment, Rooms = number, Floor = 1, Area = 20 * number, PricePerMetre = 10_000, Price = 200_000 * number,
                LowestPrice = 190_000 * number, SearchKey = SearchKey.Of($"A.{number}", "Zielona"),
            });
        }

        await db.SaveChangesAsync();
        desk.UnitId = await db.Set<Unit>().OrderBy(u => u.Id).Select(u => u.Id).FirstAsync();
        return desk;
    }

    public Task<int> ReservedAsync(Actor by, int client, int days = 7) => Desk.DoneAsync(ReserveAsync(by, client, days));

    public Task<Saved> ReserveAsync(Actor by, int client, int days = 7, int? unit = null) =>
        Commands.ReserveAsync(by, new ReservationDraft { ClientId = client, UnitId = unit ?? UnitId, Days = days }, default);

    public Task<Saved> MakeAsync(AgreementKind kind, int client, DateOnly? signedOn, Actor? by = null, decimal? price = null) => Commands.MakeAsync(
        by ?? Me, new AgreementDraft { Kind = kind, ClientId = client, UnitId = UnitId, Fields = new AgreementFields { SignedOn = signedOn, Price = price, Number = $"{kind}/1" } }, default);

    public Task<int> SignedAsync(AgreementKind kind, int client) => Desk.DoneAsync(MakeAsync(kind, client, Today));

    public async Task<Saved> WithdrawAsync(Actor by, int id, int? version = null)
    {
        await using var db = Office.Crm.Open(Actor.System);
        var reason = await db.WordIdAsync(DictionaryKind.EndReason, "financing", default);
        return await Commands.WithdrawAsync(by, id, version ?? (await RowAsync(id)).Version, new AgreementEnd(reason, "the bank said no"), default);
    }

    public Task<int> TickAsync() => new ReservationClock(Office.Crm, NullLogger<ReservationClock>.Instance).TickAsync(default);

    public async Task<Agreement> RowAsync(int id)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Agreement>().AsNoTracking().SingleAsync(a => a.Id == id);
    }

    public async Task<UnitStatus> StatusAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Unit>().Where(u => u.Id == UnitId).Select(u => u.Status).SingleAsync();
    }

    public async Task<string?> StageAsync(int client)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Client>().Where(c => c.Id == client).Select(c => c.Status!.Key).SingleAsync();
    }

    /// <summary>Who keeps the unit and who waits, in their order.</summary>
    public async Task<IReadOnlyList<int>> QueueAsync() => [.. (await Units.CardAsync(Actor.System, UnitId, default))!.Queue.Select(a => a.ClientId)];

    public async Task<IReadOnlyList<string>> HistoryAsync(int client)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<JournalEntry>().Where(e => e.ClientId == client && e.Subject == "agreement").OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync();
    }

    public async Task<IReadOnlyList<string>> WrongTotalsAsync() => [.. (await new TotalsAudit(Office.Crm).DifferencesAsync(default)).Select(d => d.ToString())];

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
