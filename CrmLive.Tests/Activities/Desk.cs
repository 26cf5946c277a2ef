using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

/// <summary>An advisor at their desk with one client, on a Monday at ten in Warsaw.</summary>
public sealed class Desk : IAsyncDisposable
{
    private Desk(TestOffice office, User anna, User jan, Client client)
    {
        (Office, Anna, Jan, ClientId) = (office, anna, jan, client.Id);
        Me = As(anna);
        Commands = new ActivityCommands(office.Crm);
        Queries = new ActivityQueries(office.Crm);
        Service = new ClientService(office.Crm);
    }

    public TestOffice Office { get; }

    public User Anna { get; }

    public User Jan { get; }

    public int ClientId { get; }

    public Actor Me { get; }

    public ActivityCommands Commands { get; }

    public ActivityQueries Queries { get; }

    public ClientService Service { get; }

    public DateTime Now => Office.Clock.GetUtcNow().UtcDateTime;

    public static async Task<Desk> OpenAsync(DatabaseKind kind)
    {
        var office = await TestOffice.OpenAsync(kind);
        var anna = await office.AddUserAsync("Anna", "Lis");
        var jan = await office.AddUserAsync("Jan", "Kot");
        return new Desk(office, anna, jan, await office.AddClientAsync("Ewa", "Wilk", "600 111 222", anna.Id));
    }

    public static Actor As(User user, Scope scope = Scope.All) => People.Of(BuiltInRoles.Advisor, scope, user.Id) with { Name = user.FullName };

    /// <summary>A wall time of the office on the 24th of November 2026 unless another day is said.</summary>
    public static DateTime Wall(int hour, int minute = 0, int day = 24, int month = 11, int year = 2026) => new(year, month, day, hour, minute, 0, DateTimeKind.Unspecified);

    public ActivityDraft Draft(ActivityType type = ActivityType.Phone, DateTime? start = null) =>
        new() { Type = type, ClientId = ClientId, AssignedToId = Anna.Id, Start = start ?? Wall(12), Note = "flat on the third floor" };

    public async Task<Activity> PlannedAsync(ActivityType type = ActivityType.Phone, DateTime? start = null) => await RowAsync(await DoneAsync(Commands.PlanAsync(Me, Draft(type, start), default)));

    public async Task<Activity> RegisteredAsync(ActivityType type, DateTime? start = null) =>
        await RowAsync(await DoneAsync(Commands.RegisterAsync(Me, Draft(type) with { Start = start }, default)));

    public Task<int> HeldAsync(Activity activity) => DoneAsync(SetAsync(activity, activity.Type.WhenDone));

    public Task<Saved> SetAsync(Activity activity, ActivityStatus status) =>
        Commands.SetStatusAsync(Me, activity.Id, activity.Version, new ActivityOutcome(status), default);

    /// <summary>All that was saved so far has rung: who watches from now on hears nothing of it, however slow the machine.</summary>
    public async Task RungOutAsync()
    {
        var last = new LiveEvent(LiveTopic.Reminders, int.MaxValue, 0);
        using var ear = Office.Bus.Subscribe(LiveTopic.Reminders);
        Office.Bus.Publish([last]);
        while (!(await ear.ReadBatchAsync(default)).Contains(last))
        {
        }
    }

    /// <summary>The row's id; a refusal fails the test with its reason.</summary>
    public static async Task<int> DoneAsync(Task<Saved> saved)
    {
        var answer = await saved;
        Assert.True(answer.Ok, $"{answer.Outcome} {string.Join(", ", answer.Problems)}");
        return answer.Id;
    }

    public async Task<Activity> RowAsync(int id)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Activity>().AsNoTracking().SingleAsync(a => a.Id == id);
    }

    public async Task<Client> ClientAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Client>().AsNoTracking().Include(c => c.Status).SingleAsync(c => c.Id == ClientId);
    }

    public async Task<int> WordAsync(DictionaryKind kind, string key)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.WordIdAsync(kind, key, default);
    }

    /// <summary>What the client's history says, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> HistoryAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<JournalEntry>().AsNoTracking().Where(e => e.ClientId == ClientId).OrderBy(e => e.Seq).ToListAsync();
    }

    public async Task ChangeAsync(Func<CrmDbContext, Task> change)
    {
        await using var db = Office.Crm.Open(Actor.System);
        await change(db);
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
