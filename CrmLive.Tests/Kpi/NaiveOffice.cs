using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Kpi;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Kpi;

/// <summary>A second opinion (K2, K3, K9–K11): all rows in memory, looked at one after the other, and a notebook of who had whom since when.</summary>
internal sealed class NaiveOffice
{
    private static readonly TimeZoneInfo Warsaw = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");

    private readonly List<(int Client, int? User, DateTime At)> _notebook = [];
    private List<(ContactKind Kind, int User, int Client, DateTime At)> _contacts = [];
    private List<Weights> _weights = [];
    private List<Plan> _plans = [];
    private HashSet<int> _keys = [];

    /// <summary>Nobody has them any more where no user is said.</summary>
    public void Had(int client, int? user, DateTime at) => _notebook.Add((client, user, at));

    public async Task ReadAsync(SalesFloor floor)
    {
        await using var db = floor.Office.Crm.Open(Actor.System);
        var activities = await db.Set<Activity>().AsNoTracking().ToListAsync();
        var calls = await db.Set<Call>().AsNoTracking().ToListAsync();
        _contacts =
        [
            .. from a in activities
               where a.Status == ActivityStatus.Held && a.DoneAt is not null && (a.Type is ActivityType.Meeting or ActivityType.Email || (a.Type is ActivityType.Phone && a.CallId is null))
               select (a.Type switch { ActivityType.Meeting => ContactKind.Meeting, ActivityType.Email => ContactKind.Email, _ => ContactKind.Call }, a.AssignedToId, a.ClientId, a.DoneAt!.Value),
            .. from c in calls where c is { Status: CallStatus.Answered, TalkSeconds: >= 30, UserId: not null, ClientId: not null } select (ContactKind.Call, c.UserId!.Value, c.ClientId!.Value, c.StartedAt),
        ];
        _weights = await db.Set<Weights>().AsNoTracking().ToListAsync();
        _plans = await db.Set<Plan>().AsNoTracking().ToListAsync();
        _keys = await db.Set<Client>().Where(c => c.IsKey).Select(c => c.Id).ToHashSetAsync();
    }

    public Tally Facts(int user, DateTime from, DateTime to) => Tally(Of(user, from, to));

    public long Points(int user, DateTime from, DateTime to) => Of(user, from, to).Sum(c => Worth(c.Kind, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(c.At, Warsaw))));

    /// <summary>Of whole weeks only, so that no part of a plan has to be reckoned.</summary>
    public int Rank(int user, IReadOnlyList<int> users, DateTime from, DateTime to)
    {
        (long Points, int Meetings, int Calls, decimal Attained) Score(int who)
        {
            var (facts, plan) = (Facts(who, from, to), Planned(who, from, to));
            return (Points(who, from, to), facts.Meetings, facts.Calls, plan == 0 ? -1 : (decimal)facts.Total / plan);
        }

        return 1 + users.Count(other => Score(other).CompareTo(Score(user)) > 0);
    }

    public int Planned(int user, DateTime from, DateTime to) => _plans
        .Where(p => p.UserId == user && p.Week.ToDateTime(new TimeOnly(12, 0)) is var noon && noon >= from && noon < to)
        .Sum(p => p.Total > 0 ? p.Total : p.Meetings + p.Calls + p.Emails);

    public (Ring Clients, Ring Key, Tally WithKey) Rings(int user, DateTime from, DateTime to)
    {
        var had = _notebook.Select(page => page.Client).Distinct().Where(client => HadIn(client, user, from, to)).ToList();
        var reached = Of(user, from, to).Select(c => c.Client).ToHashSet();
        var keys = had.FindAll(_keys.Contains);
        return (new(had.Count(reached.Contains), had.Count), new(keys.Count(reached.Contains), keys.Count), Tally(Of(user, from, to).Where(c => keys.Contains(c.Client))));
    }

    public IEnumerable<int> Left(int user, DateTime from, DateTime to) =>
        _notebook.Select(page => page.Client).Distinct().Where(client => HadIn(client, user, from, to)).Except(Of(user, from, to).Select(c => c.Client));

    private bool HadIn(int client, int user, DateTime from, DateTime to)
    {
        var pages = _notebook.FindAll(page => page.Client == client);
        return pages.Where((page, i) => page.User == user && page.At < to && (i == pages.Count - 1 || pages[i + 1].At > from)).Any();
    }

    private IEnumerable<(ContactKind Kind, int User, int Client, DateTime At)> Of(int user, DateTime from, DateTime to) => _contacts.Where(c => c.User == user && c.At >= from && c.At < to);

    private int Worth(ContactKind kind, DateOnly day)
    {
        var held = _weights.Where(w => w.ValidFrom <= day).OrderBy(w => w.ValidFrom).LastOrDefault();
        return (kind, held) switch
        {
            (ContactKind.Meeting, null) => 5,
            (ContactKind.Call, null) => 2,
            (_, null) => 1,
            (ContactKind.Meeting, _) => held.Meeting,
            (ContactKind.Call, _) => held.Call,
            _ => held.Email,
        };
    }

    private static Tally Tally(IEnumerable<(ContactKind Kind, int User, int Client, DateTime At)> contacts) =>
        contacts.Aggregate(default(Tally), (sum, c) => sum + (c.Kind switch { ContactKind.Meeting => new(1, 0, 0), ContactKind.Call => new(0, 1, 0), _ => new Tally(0, 0, 1) }));
}
