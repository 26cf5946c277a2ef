using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Kpi;

/// <summary>A sales department of two, in the week of the 23rd of November 2026.</summary>
internal sealed class SalesFloor : IAsyncDisposable
{
    public static readonly DateOnly Monday = At.Day("2026-11-23");

    private int _made;

    private SalesFloor(TestOffice office, User anna, User jan) => (Office, Anna, Jan) = (office, anna, jan);

    public TestOffice Office { get; }
    public User Anna { get; }
    public User Jan { get; }
    public Actor Manager { get; } = People.Of(BuiltInRoles.Manager);
    public KpiQueries Queries => new(Office.Crm);
    public CoverageQueries Coverage => new(Office.Crm);
    public ContactQueries Contacts => new(Office.Crm);
    public PlanCommands Plans => new(Office.Crm);
    public PlanQueries PlanQueries => new(Office.Crm);
    public WeightCommands Weights => new(Office.Crm);

    public static UtcRange Week => At.Warsaw.Week(Monday);

    public static async Task<SalesFloor> OpenAsync(DatabaseKind kind)
    {
        var office = await TestOffice.OpenAsync(kind);
        return new(office, await office.AddUserAsync("Anna", "Lis", "11"), await office.AddUserAsync("Jan", "Kot", "12"));
    }

    /// <summary>On the wall clock of the week: day 1 is Monday.</summary>
    public static DateTime Wall(int day, int hour, int minute = 0) => At.Warsaw.ToUtc(Monday.AddDays(day - 1), new TimeOnly(hour, minute));

    public void NowIs(DateTime utc) => Office.Clock.SetUtcNow(utc);

    public Task PlanAsync(User user, int meetings, int calls, int emails, int total = 0, DateOnly? week = null) =>
        SaveAsync(new Plan { UserId = user.Id, Week = week ?? Monday, Meetings = meetings, Calls = calls, Emails = emails, Total = total, Version = 1 });

    public async Task<int> AdvisorRoleAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Role>().Where(r => r.Key == "advisor").Select(r => r.Id).SingleAsync();
    }

    public Activity Done(User by, int clientId, ActivityType type, DateTime at) => new()
    {
        Type = type, Status = ActivityStatus.Held, AssignedToId = by.Id, ClientId = clientId, DoneAt = at, StartsAt = at, EndsAt = at, CreatedAt = at,
    };

    public Call Talk(User by, int? clientId, DateTime at, bool longEnough = true) => new()
    {
        Exchange = "test", CallKey = $"talk {++_made}", Direction = CrmLive.Core.Telephony.CallDirection.Inbound, Status = CallStatus.Answered, UserId = by.Id, ClientId = clientId,
        StartedAt = at, AnsweredAt = at, EndedAt = at.AddMinutes(2), EndedBy = CallEndedBy.Exchange, LastEventAt = at, TalkSeconds = longEnough ? 120 : 12, LongEnough = longEnough,
    };

    public async Task SaveAsync(params IEnumerable<object> rows)
    {
        await using var db = Office.Crm.Open(Actor.System);
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public async Task ChangeAsync(Func<CrmDbContext, Task> change)
    {
        await using var db = Office.Crm.Open(Actor.System);
        await change(db);
        await db.SaveChangesAsync();
    }

    public async Task<KpiRow> RowAsync(User user, UtcRange? period = null, RankBy by = RankBy.Points) =>
        (await Queries.OverviewAsync(Manager, period ?? Week, by, default)).Single(row => row.UserId == user.Id);

    public Task<Client> ClientAsync(string last, User? advisor = null) => Office.AddClientAsync("Ewa", last, advisorId: advisor?.Id);

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
