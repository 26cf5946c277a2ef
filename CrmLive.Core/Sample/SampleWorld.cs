using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Kpi;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;

namespace CrmLive.Core.Sample;

/// <summary>Every row of the sample office before it goes to the database.</summary>
internal sealed class SampleWorld
{
    private readonly List<Action> _links = [];

    public List<Role> Roles { get; } = [];
    public List<User> Users { get; } = [];
    public List<Absence> Absences { get; } = [];
    public List<SignInSession> Sessions { get; } = [];
    public List<Client> Clients { get; } = [];
    public List<ClientConsent> Consents { get; } = [];
    public List<Call> Calls { get; } = [];
    public List<Lead> Leads { get; } = [];
    public List<Activity> Activities { get; } = [];
    public List<Offer> Offers { get; } = [];
    public List<Agreement> Agreements { get; } = [];
    public List<BrokerForm> Forms { get; } = [];
    public List<Submission> Submissions { get; } = [];
    public List<SubmissionMessage> Messages { get; } = [];
    public List<Plan> Plans { get; } = [];
    public List<RolePlan> RolePlans { get; } = [];
    public List<Weights> Weights { get; } = [];
    public Chronicle Journal { get; } = new();

    /// <summary>Done once everything has its id: a lead points to its call, an activity to its client.</summary>
    public void Link(Action link) => _links.Add(link);

    /// <summary>Ids in the order in which the rows would have come to be; the histories themselves were invented client by client.</summary>
    public void Number()
    {
        Number(Clients, c => c.CreatedAt, (c, id) => c.Id = id);
        Number(Calls, c => c.StartedAt, (c, id) => c.Id = id);
        Number(Leads, l => l.At, (l, id) => l.Id = id);
        Number(Activities, a => a.CreatedAt, (a, id) => a.Id = id);
        Number(Offers, o => o.SentAt, (o, id) => o.Id = id);
        Number(Agreements, a => a.CreatedAt, (a, id) => a.Id = id);
        Number(Submissions, s => s.ArrivedAt, (s, id) => s.Id = id);
        Number(Messages, m => m.At, (m, id) => m.Id = id);
        Number(Sessions, s => s.StartedAt, (s, id) => s.Id = id);
        Number(Consents, c => c.GivenAt, (c, id) => c.Id = id);
        _links.ForEach(link => link());
        NumberParts(Clients.SelectMany(c => c.Phones.Select(p => (c, p))), (p, id) => (p.p.Id, p.p.ClientId) = (id, p.c.Id));
        NumberParts(Clients.SelectMany(c => c.Emails.Select(e => (c, e))), (p, id) => (p.e.Id, p.e.ClientId) = (id, p.c.Id));
        NumberParts(Clients.SelectMany(c => c.Interests.Select(i => (c, i))), (p, id) => (p.i.Id, p.i.ClientId) = (id, p.c.Id));
        NumberParts(Calls.SelectMany(c => c.Legs.Select(l => (c, l))), (p, id) => (p.l.Id, p.l.CallId) = (id, p.c.Id));
        NumberParts(Offers.SelectMany(o => o.Units.Select(u => (o, u))), (p, id) => (p.u.Id, p.u.OfferId) = (id, p.o.Id));
    }

    private static void Number<T>(List<T> rows, Func<T, DateTime> at, Action<T, int> give)
    {
        var sorted = rows.OrderBy(at).ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            give(rows[i] = sorted[i], i + 1);
        }
    }

    private static void NumberParts<T>(IEnumerable<T> parts, Action<T, int> give)
    {
        var id = 0;
        foreach (var part in parts)
        {
            give(part, ++id);
        }
    }
}
