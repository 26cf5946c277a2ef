using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Roster;
using CrmLive.Core.Users;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Activities;

/// <summary>An office in which three people do with four clients whatever the day brings, as seeds say: sensible things, refused ones, and ones that somebody else was quicker with.</summary>
public sealed class DiaryWorld : IAsyncDisposable
{
    private readonly Desk _desk;
    private readonly int[] _clients;
    private readonly Actor[] _people;
    private readonly int _reason;
    private readonly CallIntake _calls;
    private readonly ClientMerging _merging;
    private readonly HandOver _hand;
    private readonly Stack<HandedOver> _given = new();
    private int _talks;

    private DiaryWorld(Desk desk, int[] clients, Actor manager, int reason)
    {
        (_desk, _clients, _reason) = (desk, clients, reason);
        _people = [Desk.As(desk.Anna), Desk.As(desk.Jan), manager];
        _calls = new CallIntake(desk.Office.Crm, NullLogger<CallIntake>.Instance);
        _merging = new ClientMerging(desk.Office.Crm, new MeetingNumbers());
        _hand = new HandOver(desk.Office.Crm, new UserQueries(desk.Office.Crm));
    }

    public TestOffice Office => _desk.Office;

    public static async Task<DiaryWorld> StartAsync(DatabaseKind kind)
    {
        var desk = await Desk.OpenAsync(kind);
        var manager = await desk.Office.AddUserAsync("Ola", "Mak", role: "administrator");
        int[] clients =
        [
            desk.ClientId,
            (await desk.Office.AddClientAsync("Olga", "Sowa", "600 111 001", desk.Jan.Id)).Id,
            (await desk.Office.AddClientAsync("Olga", "Sowa", "600 111 002", desk.Anna.Id)).Id,
            (await desk.Office.AddClientAsync("Piotr", "Wilk", "600 111 002")).Id,
        ];
        var actor = People.Of(BuiltInRoles.Administrator, userId: manager.Id) with { Name = "Ola Mak" };
        return new DiaryWorld(desk, clients, actor, await desk.WordAsync(DictionaryKind.EndReason, "price"));
    }

    /// <summary>False when it was refused.</summary>
    public async Task<bool> ActAsync(Random random)
    {
        Office.Clock.Advance(TimeSpan.FromMinutes(random.Next(90)));
        var (who, client) = (_people[random.Next(_people.Length)], _clients[random.Next(_clients.Length)]);
        return random.Next(20) switch
        {
            < 5 => (await _desk.Commands.PlanAsync(who, Draft(random, client), default)).Ok,
            < 7 => (await _desk.Commands.RegisterAsync(who, Draft(random, client) with { Start = random.Next(2) == 0 ? null : _desk.Now.AddMinutes(-random.Next(5000)) }, default)).Ok,
            < 13 => await ChangeAsync(who, random),
            13 => await EndOrReopenAsync(who, client, random),
            14 or 15 => await TalkAsync(random),
            16 => await MergeAsync(random),
            17 => await UndoAsync(random),
            18 => await GiveAsync(client, random),
            _ => await TimeAsync(),
        };
    }

    public async Task<T> ReadAsync<T>(Func<CrmDbContext, Task<T>> read)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _calls.DisposeAsync();
        await _desk.DisposeAsync();
    }

    private ActivityDraft Draft(Random random, int client) => new()
    {
        Type = (ActivityType)random.Next(5), ClientId = client, AssignedToId = (random.Next(2) == 0 ? _desk.Anna : _desk.Jan).Id,
        Start = _desk.Now.AddMinutes(random.Next(-60, 3000)), ReminderMinutes = random.Next(3) == 0 ? random.Next(200) : null,
        Note = random.Next(3) == 0 ? $"note {random.Next(9)}" : null,
    };

    private async Task<bool> ChangeAsync(Actor who, Random random)
    {
        var rows = await ReadAsync(db => db.Set<Activity>().AsNoTracking().OrderBy(a => a.Id).ToListAsync());
        if (rows.Count == 0)
        {
            return false;
        }

        var row = rows[random.Next(rows.Count)];
        // Now and then by somebody who looked at it before a colleague changed it.
        var (version, draft) = (row.Version - (random.Next(6) == 0 ? 1 : 0), Draft(random, row.ClientId));
        var saved = await (random.Next(4) switch
        {
            0 => _desk.Commands.MoveAsync(who, row.Id, version, draft.Start!.Value, null, default),
            1 => _desk.Commands.EditAsync(who, row.Id, version, draft, random.Next(3) == 0 ? new ActivityOutcome(row.Type.WhenDone) : null, default),
            _ => _desk.Commands.SetStatusAsync(who, row.Id, version, Outcome(draft, random), default),
        });
        Assert.True(version == row.Version || !saved.Ok, $"activity {row.Id} took what was meant for version {version}");
        return saved.Ok;
    }

    private ActivityOutcome Outcome(ActivityDraft draft, Random random) => new((ActivityStatus)random.Next(8))
    {
        Next = random.Next(3) == 0 ? draft : null,
        End = random.Next(8) == 0 ? new ServiceEnd(_reason, null, random.Next(2) == 0) : null,
    };

    private async Task<bool> EndOrReopenAsync(Actor who, int clientId, Random random)
    {
        var client = await ReadAsync(db => db.Set<Client>().AsNoTracking().SingleAsync(c => c.Id == clientId));
        return (client.FinishedAt is null
            ? await _desk.Service.EndAsync(who, clientId, client.Version, new ServiceEnd(_reason, "why", random.Next(2) == 0), default)
            : await _desk.Service.ReopenAsync(who, clientId, client.Version, null, default)).Ok;
    }

    private async Task<bool> TalkAsync(Random random)
    {
        var key = $"talk-{++_talks}";
        var told = new Told(key).Inbound(caller: $"60011100{random.Next(1, 4)}").Rings(1, "a");
        var events = (random.Next(3) == 0 ? told.Ends(20) : told.Answers(4, "a").Ends(60)).Events;
        var by = _desk.Now - Told.Start;
        return (await _calls.AcceptAsync([.. events.Select(e => e with { At = e.At + by })], default)).Taken > 0;
    }

    private async Task<bool> MergeAsync(Random random)
    {
        var pair = await ReadAsync(db => db.Set<Client>().AsNoTracking().Where(c => c.MergedIntoId == null).OrderBy(c => c.Id).ToListAsync());
        var (stays, goes) = (pair[random.Next(pair.Count)], pair[random.Next(pair.Count)]);
        var chosen = Enum.GetValues<MergeField>().Where(_ => random.Next(3) == 0).ToHashSet();
        return (await _merging.MergeAsync(_people[2], (stays.Id, stays.Version), (goes.Id, goes.Version), chosen, default)).Ok;
    }

    private async Task<bool> UndoAsync(Random random)
    {
        var merges = await ReadAsync(db => db.Set<ClientMerge>().Where(m => m.UndoneAt == null).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());
        return merges.Count > 0 && (await _merging.UndoAsync(_people[2], merges[random.Next(merges.Count)], default)).Saved.Ok;
    }

    private async Task<bool> GiveAsync(int client, Random random)
    {
        if (random.Next(3) == 0 && _given.TryPop(out var given))
        {
            return (await _hand.TakeBackAsync(_people[2], given, default)).Back > 0;
        }

        var (saved, done) = await _hand.GiveAsync(_people[2], [client], (random.Next(2) == 0 ? _desk.Anna : _desk.Jan).Id, random.Next(2) == 0, default);
        if (done is not null)
        {
            _given.Push(done);
        }

        return saved.Ok;
    }

    private async Task<bool> TimeAsync()
    {
        await new ActivityClock(Office.Crm, Office.Route(), NullLogger<ActivityClock>.Instance).TickAsync(default);
        return true;
    }
}
