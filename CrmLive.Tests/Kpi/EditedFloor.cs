using System.Linq.Expressions;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Kpi;

/// <summary>A sales floor on which anything the KPI reads is made, dated anew, set back, deleted and handed over, as a seed says; what is no row stands in the notebook.</summary>
internal sealed class EditedFloor(SalesFloor floor, Random random) : IAsyncDisposable
{
    private readonly CallIntake _exchange = new(floor.Office.Crm, NullLogger<CallIntake>.Instance);
    private readonly List<int> _clients = [];
    private int _calls;

    public NaiveOffice Naive { get; } = new();

    public IReadOnlyList<int> Users { get; } = [floor.Anna.Id, floor.Jan.Id];

    private DateTime Now => floor.Office.Clock.GetUtcNow().UtcDateTime;

    public async Task StartAsync()
    {
        for (var i = 0; i < 6; i++)
        {
            var advisor = i % 2 == 0 ? floor.Anna : floor.Jan;
            _clients.Add((await floor.Office.AddClientAsync("Ewa", $"Klient {i}", $"60011122{i}", advisor.Id)).Id);
            Naive.Had(_clients[i], advisor.Id, Now);
        }

        await floor.SaveAsync(from user in Users
                              from week in Enumerable.Range(-2, 16)
                              select new Plan { UserId = user, Week = SalesFloor.Monday.AddDays(7 * week), Meetings = random.Next(3), Calls = random.Next(4), Emails = random.Next(3), Version = 1 });
    }

    public async Task EditAsync()
    {
        floor.Office.Clock.Advance(TimeSpan.FromMinutes(random.Next(60, 2400)));
        await (random.Next(11) switch
        {
            0 or 1 => floor.SaveAsync(Changed(floor.Done(Somebody, Client, ActivityType.Email, Some))),
            2 => floor.SaveAsync(floor.Talk(Somebody, random.Next(5) == 0 ? null : Client, Some, random.Next(3) > 0)),
            3 => ChangeAsync<Activity>(activity => Changed(activity)),
            4 => ChangeAsync<Call>(call => (call.StartedAt, call.TalkSeconds, call.LongEnough, call.ClientId) = random.Next(3) > 0 ? (Some, 30, true, Client) : (Some, 29, false, Client), call => call.Status == CallStatus.Answered),
            5 => RemoveAsync(),
            6 => HandOverAsync(),
            7 => WeighAsync(),
            8 or 9 => RingAsync(),
            _ => ChangeAsync<Plan>(plan => (plan.Meetings, plan.Total) = (random.Next(5), random.Next(3) == 0 ? random.Next(9) : 0)),
        });
    }

    private Core.Users.User Somebody => random.Next(2) == 0 ? floor.Anna : floor.Jan;

    private int Client => _clients[random.Next(_clients.Count)];

    private DateTime Some => Now.AddMinutes(-random.Next(10 * 24 * 60));

    private Activity Changed(Activity activity)
    {
        activity.Type = Enum.GetValues<ActivityType>()[random.Next(5)];
        (activity.AssignedToId, activity.ClientId) = (Somebody.Id, Client);
        var done = random.Next(4) > 0;
        (activity.Status, activity.DoneAt) = (done ? activity.Type.WhenDone : activity.Type.WhenPlanned, done ? Some : null);
        return activity;
    }

    /// <summary>As the exchange tells it: by number and extension, long enough or not, or with nobody answering.</summary>
    private async Task RingAsync()
    {
        var (start, extension) = ((Some - Told.Start).TotalSeconds, random.Next(2) == 0 ? "11" : "12");
        var told = new Told($"exchange {++_calls}").Inbound(start, $"+4860011122{random.Next(_clients.Count)}").Rings(start + 1, "a", extension);
        told = random.Next(4) == 0 ? told.Ends(start + 20) : told.Answers(start + 5, "a", extension).Ends(start + 5 + random.Next(20, 60));
        await _exchange.AcceptAsync([.. told.Events], default);
    }

    private Task ChangeAsync<T>(Action<T> change, Expression<Func<T, bool>>? which = null)
        where T : class => floor.ChangeAsync(async db =>
        {
            if (await AnyAsync(which is null ? db.Set<T>() : db.Set<T>().Where(which)) is { } row)
            {
                change(row);
            }
        });

    private Task RemoveAsync() => floor.ChangeAsync(async db =>
    {
        if (await AnyAsync(db.Set<Activity>()) is { } row)
        {
            db.Remove(row);
        }
    });

    private async Task<T?> AnyAsync<T>(IQueryable<T> rows)
        where T : class
    {
        var count = await rows.CountAsync();
        return count == 0 ? null : await rows.OrderBy(r => EF.Property<int>(r, "Id")).Skip(random.Next(count)).FirstAsync();
    }

    private async Task HandOverAsync()
    {
        var (id, advisor, finished) = (Client, random.Next(5) == 0 ? null : (int?)Somebody.Id, random.Next(5) == 0);
        await floor.ChangeAsync(async db =>
        {
            var client = (await db.Set<Client>().FindAsync(id))!;
            (client.AdvisorId, client.FinishedAt, client.IsKey) = (advisor, finished ? Now : null, random.Next(2) == 0);
        });
        Naive.Had(id, finished ? null : advisor, Now);
    }

    private async Task WeighAsync()
    {
        var day = DateOnly.FromDateTime(Now).AddDays(-random.Next(12));
        await floor.ChangeAsync(async db =>
        {
            var weights = await db.Set<Weights>().SingleOrDefaultAsync(w => w.ValidFrom == day) ?? db.Add(new Weights { ValidFrom = day }).Entity;
            (weights.Meeting, weights.Call, weights.Email) = (random.Next(9), random.Next(4), random.Next(3));
        });
    }

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();
}
