using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

/// <summary>An office in which anything that counts is made, changed, dated anew and removed, several rows a save, as a seed says.</summary>
public sealed class EditedWorld
{
    private readonly TestOffice _office;
    private readonly int[] _users;
    private readonly int _status;
    private readonly int _client;
    private int _unit;
    private int _investment;
    private int _form;
    private int _made;

    private EditedWorld(TestOffice office, int[] users, Client client) =>
        (_office, _users, _status, _client) = (office, users, client.StatusId, client.Id);

    public static async Task<EditedWorld> StartAsync(TestOffice office)
    {
        int[] users = [(await office.AddUserAsync("Anna", "Lis")).Id, (await office.AddUserAsync("Jan", "Kot")).Id];
        var world = new EditedWorld(office, users, await office.AddClientAsync("Ewa", "Wilk"));
        await world.BuildAsync();
        return world;
    }

    public async Task EditAsync(Random random)
    {
        await using var db = _office.Crm.Open(Actor.System);
        for (var rows = random.Next(1, 4); rows > 0; rows--)
        {
            switch (random.Next(7))
            {
                case 0: await AnyAsync(db, random, () => new Client { StatusId = _status }, Change); break;
                case 1: await AnyAsync(db, random, () => new Call { Exchange = "test", CallKey = $"call {++_made}" }, Change); break;
                case 2: await AnyAsync(db, random, () => new Lead(), Change); break;
                case 3: await AnyAsync(db, random, () => new Activity { ClientId = _client }, Change); break;
                case 4: await AnyAsync(db, random, () => new Agreement { ClientId = _client, UnitId = _unit }, Change); break;
                case 5: await AnyAsync(db, random, () => new Offer { ClientId = _client }, Change); break;
                default: await AnyAsync(db, random, NewSubmission, Change); break;
            }
        }

        await db.SaveChangesAsync();
    }

    private static async Task AnyAsync<T>(CrmDbContext db, Random random, Func<T> make, Action<T, Random> change)
        where T : class
    {
        var count = await db.Set<T>().CountAsync();
        var row = count > 0 && random.Next(3) > 0
            ? await db.Set<T>().OrderBy(r => EF.Property<int>(r, "Id")).Skip(random.Next(count)).FirstAsync()
            : db.Add(make()).Entity;
        // The first client carries the others' rows, so it stays.
        if (random.Next(6) == 0 && db.Entry(row).State == EntityState.Unchanged && row is not Client { FirstName: "Ewa" })
        {
            db.Remove(row);
        }
        else if (db.Entry(row).State != EntityState.Deleted)
        {
            change(row, random);
        }
    }

    private void Change(Client client, Random random)
    {
        (client.CreatedAt, client.CreatedById) = (Some(random), Maybe(random));
        (client.FinishedAt, client.FinishedById, client.AdvisorId) = (MaybeAt(random), Maybe(random), Maybe(random));
    }

    private void Change(Call call, Random random)
    {
        (call.StartedAt, call.UserId, call.TalkSeconds) = (Some(random), Maybe(random), random.Next(1000));
        call.LastEventAt = call.StartedAt;
        call.Direction = Any<CallDirection>(random);
        call.Status = Any<CallStatus>(random);
        (call.LongEnough, call.ClientId) = (random.Next(2) == 0 && !call.Status.IsGoingOn(), random.Next(2) == 0 ? null : _client);
    }

    private void Change(Lead lead, Random random)
    {
        (lead.At, lead.AdvisorId, lead.InvestmentId) = (Some(random), Maybe(random), random.Next(2) == 0 ? null : _investment);
        (lead.ConvertedAt, lead.OverdueAt, lead.Status) = (MaybeAt(random), MaybeAt(random), Any<LeadStatus>(random));
    }

    private void Change(Activity activity, Random random)
    {
        (activity.Type, activity.Status, activity.WasPlanned) = (Any<ActivityType>(random), Any<ActivityStatus>(random), random.Next(2) == 0);
        (activity.CreatedAt, activity.CreatedById, activity.AssignedToId) = (Some(random), Maybe(random), _users[random.Next(2)]);
        (activity.DoneAt, activity.OverdueAt, activity.MeetingNumber) = (MaybeAt(random), MaybeAt(random), random.Next(3) is > 0 and var n ? n : null);
        activity.CallId = random.Next(2) == 0 ? null : 1;
    }

    private void Change(Agreement agreement, Random random)
    {
        (agreement.Kind, agreement.Status, agreement.Value) = (Any<AgreementKind>(random), Any<AgreementStatus>(random), random.Next(100_000_000) / 100m);
        (agreement.CreatedAt, agreement.SignedAt, agreement.HandedOverAt) = (Some(random), MaybeAt(random), MaybeAt(random));
        (agreement.AdvisorId, agreement.InvestmentId) = (Maybe(random), _investment);
    }

    private void Change(Offer offer, Random random) =>
        (offer.SentAt, offer.AdvisorId, offer.InvestmentId) = (Some(random), Maybe(random), _investment);

    private void Change(Submission submission, Random random) =>
        (submission.ArrivedAt, submission.InvestmentId) = (Some(random), random.Next(2) == 0 ? null : _investment);

    private Submission NewSubmission() => new()
    {
        BrokerFormId = _form, FirstName = "A", LastName = "B", BrokerName = "C", BrokerKey = $"key {++_made}",
    };

    private async Task BuildAsync()
    {
        await using var db = _office.Crm.Open(Actor.System);
        var investment = new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        var building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } };
        var unit = new Unit { Investment = investment, Building = building, Number = "1" };
        var form = new BrokerForm { Name = "Brokers", LinkKey = "brokers", Source = new Source { Name = "Brokers" } };
        db.AddRange(investment, unit, form);
        await db.SaveChangesAsync();
        (_investment, _unit, _form) = (investment.Id, unit.Id, form.Id);
    }

    // Three days around a change of the clocks, to the second: days of the office are not days of UTC.
    private static DateTime Some(Random random) => new DateTime(2026, 10, 24, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(3 * 86_400));

    private static DateTime? MaybeAt(Random random) => random.Next(2) == 0 ? null : Some(random);

    private int? Maybe(Random random) => random.Next(3) is < 2 and var user ? _users[user] : null;

    private static T Any<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>() is var all ? all[random.Next(all.Length)] : default;
}
