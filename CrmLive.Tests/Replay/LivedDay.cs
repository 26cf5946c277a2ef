using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Core.Wall;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Replay;

/// <summary>An office that lives through its days as a seed says; whoever looks is told by the live views themselves, read at that moment.</summary>
internal sealed class LivedDay : IAsyncDisposable
{
    private static readonly string[] Numbers = ["+48601000001", "+48601000002", "+48601000003", "+48601000004"];

    private readonly Random _random;
    private readonly List<User> _people = [];
    private readonly List<int> _clients = [];
    private readonly Dictionary<string, List<CallEventKind>> _lines = [];
    private int _made;

    private LivedDay(TestOffice office, Random random)
    {
        (Office, _random) = (office, random);
        Intake = new CallIntake(office.Crm, NullLogger<CallIntake>.Instance);
    }

    public TestOffice Office { get; }

    private CallIntake Intake { get; }
    private DateTime Now => Office.Clock.GetUtcNow().UtcDateTime;
    private User Somebody => _people[_random.Next(_people.Count)];
    private int Client => _clients[_random.Next(_clients.Count)];

    public static async Task<LivedDay> BeginAsync(DatabaseKind kind, int seed)
    {
        var lived = new LivedDay(await TestOffice.OpenAsync(kind), new Random(seed));
        await lived.SettleAsync();
        return lived;
    }

    /// <summary>What the wall and the panel are told now, freshly started.</summary>
    public async Task<(KpiNow Kpi, CallsNow Calls, FloorNow Floor)> LookAsync()
    {
        var crm = Office.Crm;
        using var kpi = new KpiView(crm, new KpiQueries(crm), new(KpiNow.Nothing), NullLogger<KpiView>.Instance);
        using var floor = new FloorView(crm, new(FloorNow.Nothing), NullLogger<FloorView>.Instance);
        var panel = new SharedView<CallsNow>(CallsNow.Nothing);
        using var online = new OnlineView(crm, panel, NullLogger<OnlineView>.Instance);
        await Task.WhenAll(kpi.StartAsync(default), floor.StartAsync(default), online.StartAsync(default));
        using (await kpi.WatchAsync(default))
        using (await floor.WatchAsync(default))
        {
            await Eventually.True(() => panel.Current.Value.Ready, "the panel is read");
        }

        await Task.WhenAll(kpi.StopAsync(default), floor.StopAsync(default), online.StopAsync(default));
        return (kpi.Current.Value, panel.Current.Value, floor.Current.Value);
    }

    public async Task HappenAsync(TimeSpan after)
    {
        Office.Clock.Advance(after);
        await (_random.Next(20) switch
        {
            <= 5 => RingAsync(),
            6 or 7 or 8 => SaveAsync(Changed(new Activity { AssignedToId = Somebody.Id, ClientId = Client, CreatedAt = Now })),
            9 => ChangeAsync<Activity>(a => Changed(a)),
            10 => RemoveAsync<Activity>(),
            11 => MissedAsync(),
            12 => ChangeAsync<Plan>(plan => (plan.Meetings, plan.Total) = (_random.Next(5), _random.Next(3) == 0 ? _random.Next(9) : 0)),
            13 => ChangeAsync<User>(user => (user.Away, user.LastName) = (_random.Next(2) == 0, _random.Next(4) == 0 ? $"Renamed{_random.Next(9)}" : user.LastName)),
            14 => SignAsync(),
            15 => ChangeAsync<Agreement>(a => a.Status = a.Status == AgreementStatus.Cancelled ? AgreementStatus.Signed : AgreementStatus.Cancelled),
            16 => SubmitAsync(),
            17 => ChangeAsync<Submission>(s => (s.Status, s.StatusChangedAt) = ((SubmissionStatus)_random.Next(3), Now)),
            18 => CardAsync(),
            _ => WeighAsync(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Intake.DisposeAsync();
        await Office.DisposeAsync();
    }

    private async Task SettleAsync()
    {
        _people.AddRange([await Office.AddUserAsync("Anna", "Lis", "11"), await Office.AddUserAsync("Jan", "Kot", "12"), await Office.AddUserAsync("Ewa", "Sowa", "13", "receptionist")]);
        _clients.AddRange([(await Office.AddClientAsync("Klient", "Zero", Numbers[0])).Id, (await Office.AddClientAsync("Klient", "Jeden")).Id]);
        await SaveAsync(_people.Take(2).Select(user => new Plan { UserId = user.Id, Week = OfficeTime.MondayOf(At.Warsaw.DayOf(Now)), Meetings = 2, Calls = 3, Emails = 1, Version = 1 }));
    }

    /// <summary>A call rings, is answered, held, handed on, ends; now and then the news of it comes late.</summary>
    private async Task RingAsync()
    {
        var key = _lines.Count > 0 && _random.Next(3) > 0 ? _lines.Keys.ElementAt(_random.Next(_lines.Count)) : $"call {++_made}";
        var told = _lines.TryGetValue(key, out var known) ? known : _lines[key] = [];
        var number = Numbers[key[^1] % Numbers.Length];
        CallEventKind kind = told.Count switch
        {
            0 => CallEventKind.Started,
            1 => CallEventKind.Ringing,
            2 => _random.Next(2) == 0 ? CallEventKind.Answered : CallEventKind.Ended,
            _ => (CallEventKind[])[CallEventKind.Held, CallEventKind.Resumed, CallEventKind.Ended, CallEventKind.Ended] is var next ? next[_random.Next(4)] : default,
        };
        told.Add(kind);
        if (kind == CallEventKind.Ended)
        {
            _lines.Remove(key);
        }

        var at = _random.Next(6) == 0 && told.Count > 1 ? Now.AddSeconds(-_random.Next(1, 50)) : Now;
        await Intake.AcceptAsync([new CallEvent
        {
            Exchange = "lab", CallKey = key, EventId = $"{key} {told.Count} {kind}", Kind = kind, At = at, Direction = CallDirection.Inbound, Caller = number,
            Leg = kind is CallEventKind.Ringing or CallEventKind.Answered or CallEventKind.Held or CallEventKind.Resumed ? "leg" : null,
            Extension = kind is CallEventKind.Ringing ? (11 + _random.Next(3)).ToString(null, null) : null,
        }], default);
    }

    private async Task MissedAsync()
    {
        var commands = new CallCommands(Office.Crm, Intake);
        List<int> open;
        await using (var db = Office.Crm.Open(Actor.System))
        {
            open = await db.Set<Call>().Where(c => c.MissedOpen).Select(c => c.Id).ToListAsync();
        }

        if (open.Count == 0)
        {
            return;
        }

        var (call, actor) = (open[_random.Next(open.Count)], CallFloor.As(Somebody));
        await (_random.Next(4) switch { 0 => commands.ClearAsync(actor, call, default), 1 => commands.ReleaseAsync(actor, call, default), _ => (Task)commands.ClaimAsync(actor, call, default) });
    }

    private Activity Changed(Activity activity)
    {
        activity.Type = Enum.GetValues<ActivityType>()[_random.Next(5)];
        (activity.AssignedToId, activity.ClientId) = (Somebody.Id, Client);
        var done = _random.Next(3) > 0;
        (activity.Status, activity.DoneAt) = (done ? activity.Type.WhenDone : activity.Type.WhenPlanned, done ? Now.AddMinutes(-_random.Next(3 * 24 * 60)) : null);
        activity.StartsAt = Now.AddMinutes(_random.Next(-600, 600));
        activity.EndsAt = activity.StartsAt!.Value.AddMinutes(_random.Next(15, 180));
        return activity;
    }

    private async Task SignAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        var investment = await db.Set<Investment>().FirstOrDefaultAsync() ?? new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        var unit = new Unit { Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } }, Number = $"A.{++_made}", SearchKey = $"a.{_made}" };
        db.Add(new Agreement
        {
            Kind = (AgreementKind)_random.Next(4), Status = AgreementStatus.Signed, ClientId = Client, Unit = unit, Investment = investment, AdvisorId = Somebody.Id, CreatedAt = Now,
            SignedAt = Now.AddMinutes(-_random.Next(6000)), Value = 500_000,
        });
        await db.SaveChangesAsync();
    }

    private async Task SubmitAsync()
    {
        if (_random.Next(5) == 0)
        {
            await RemoveAsync<Submission>();
            return;
        }

        await using var db = Office.Crm.Open(Actor.System);
        db.Add(new Submission
        {
            BrokerForm = await db.Set<BrokerForm>().FirstOrDefaultAsync() ?? new BrokerForm { Name = "Form", LinkKey = "key", Source = new Source { Name = "Houses" }, On = true },
            FirstName = "Walerian", LastName = "Submitted", SearchKey = "submitted walerian", BrokerName = "The broker", BrokerKey = $"k{++_made}", ArrivedAt = Now,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Somebody's number becomes known, or their name another.</summary>
    private async Task CardAsync()
    {
        if (_random.Next(2) == 0)
        {
            await ChangeAsync<Client>(client => (client.LastName, client.AdvisorId, client.IsKey) = ($"Nowy{_random.Next(99)}", Somebody.Id, _random.Next(2) == 0));
            return;
        }

        var id = Client;
        await SaveAsync(new ClientPhone { ClientId = id, Raw = "601", E164 = Numbers[_random.Next(Numbers.Length)] });
    }

    private async Task WeighAsync()
    {
        if (_random.Next(2) == 0)
        {
            var day = At.Warsaw.DayOf(Now);
            await SaveAsync(new Absence { UserId = Somebody.Id, From = day.AddDays(_random.Next(-1, 2)), To = day.AddDays(_random.Next(2)) });
            return;
        }

        await using var db = Office.Crm.Open(Actor.System);
        var from = At.Warsaw.DayOf(Now).AddDays(-_random.Next(4));
        var weights = await db.Set<Weights>().SingleOrDefaultAsync(w => w.ValidFrom == from) ?? db.Add(new Weights { ValidFrom = from }).Entity;
        (weights.Meeting, weights.Call, weights.Email) = (_random.Next(9), _random.Next(4), _random.Next(3));
        await db.SaveChangesAsync();
    }

    private async Task SaveAsync(params IEnumerable<object> rows)
    {
        await using var db = Office.Crm.Open(Actor.System);
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private async Task ChangeAsync<T>(Action<T> change)
        where T : class
    {
        await using var db = Office.Crm.Open(Actor.System);
        if (await AnyAsync(db.Set<T>()) is { } row)
        {
            change(row);
            await db.SaveChangesAsync();
        }
    }

    private async Task RemoveAsync<T>()
        where T : class
    {
        await using var db = Office.Crm.Open(Actor.System);
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
        return count == 0 ? null : await rows.OrderBy(r => EF.Property<int>(r, "Id")).Skip(_random.Next(count)).FirstAsync();
    }
}
