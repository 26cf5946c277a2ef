using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Replay;

/// <summary>Who is there and what can be rung, and a hand that writes, changes and removes whichever row the dice say.</summary>
internal sealed class LivedOffice(TestOffice office, Random random)
{
    public static readonly string[] Numbers = ["+48601000001", "+48601000002", "+48601000003", "+48601000004"];

    private readonly List<User> _people = [];
    private readonly List<int> _clients = [];

    public TestOffice Office => office;
    public Random Random => random;
    public DateTime Now => office.Clock.GetUtcNow().UtcDateTime;
    public User Somebody => _people[random.Next(_people.Count)];
    public int Client => _clients[random.Next(_clients.Count)];

    public async Task SettleAsync()
    {
        _people.AddRange([await office.AddUserAsync("Anna", "Lis", "11"), await office.AddUserAsync("Jan", "Kot", "12"), await office.AddUserAsync("Ewa", "Sowa", "13", "receptionist")]);
        _clients.AddRange([(await office.AddClientAsync("Klient", "Zero", Numbers[0])).Id, (await office.AddClientAsync("Klient", "Jeden")).Id]);
        await SaveAsync(_people.Take(2).Select(user => new Plan { UserId = user.Id, Week = OfficeTime.MondayOf(At.Warsaw.DayOf(Now)), Meetings = 2, Calls = 3, Emails = 1, Version = 1 }));
    }

    public async Task SaveAsync(params IEnumerable<object> rows)
    {
        await using var db = office.Crm.Open(Actor.System);
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public async Task ChangeAsync<T>(Action<T> change)
        where T : class
    {
        await using var db = office.Crm.Open(Actor.System);
        if (await AnyAsync(db.Set<T>()) is { } row)
        {
            change(row);
            await db.SaveChangesAsync();
        }
    }

    public async Task RemoveAsync<T>()
        where T : class
    {
        await using var db = office.Crm.Open(Actor.System);
        if (await AnyAsync(db.Set<T>()) is { } row)
        {
            db.Remove(row);
            await db.SaveChangesAsync();
        }
    }

    private async Task<T?> AnyAsync<T>(IQueryable<T> rows)
        where T : class
    {
        var count = await rows.CountAsync();
        return count == 0 ? null : await rows.OrderBy(r => EF.Property<int>(r, "Id")).Skip(random.Next(count)).FirstAsync();
    }
}
