using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster;

/// <summary>What the filters and views of the list mean.</summary>
internal static class RosterNarrowing
{
    public static IQueryable<Client> Narrowed(this IQueryable<Client> clients, RosterFilter filter)
    {
        clients = filter.StatusId is { } status ? clients.Where(c => c.StatusId == status) : clients;
        clients = filter.AdvisorId is { } advisor ? clients.Where(c => c.AdvisorId == advisor) : clients;
        clients = filter.NoAdvisor ? clients.Where(c => c.AdvisorId == null) : clients;
        clients = filter.BranchId is { } branch ? clients.Where(c => c.BranchId == branch) : clients;
        clients = filter.SourceId is { } source ? clients.Where(c => c.SourceId == source) : clients;
        clients = filter.InvestmentId is { } investment ? clients.Where(c => c.Interests.Any(i => i.InvestmentId == investment)) : clients;
        clients = filter.ImportId is { } import ? clients.Where(c => c.ImportId == import) : clients;
        return filter.KeyOnly ? clients.Where(c => c.IsKey) : clients;
    }

    public static IQueryable<Client> In(this IQueryable<Client> clients, RosterView view, CrmDbContext db, DateTime now) => view switch
    {
        RosterView.InService => clients.InService(),
        RosterView.Overdue => clients.Overdue(db, now),
        RosterView.NoNextStep => clients.WithoutNextStep(),
        RosterView.Finished => clients.Where(c => c.FinishedAt != null),
        _ => clients,
    };

    /// <summary>The glossary's word: open, without an agreement, and with an overdue activity or no next activity.</summary>
    private static IQueryable<Client> Overdue(this IQueryable<Client> clients, CrmDbContext db, DateTime now)
    {
        var open = ActivityStatuses.Open;
        var late = db.Set<Activity>().Where(a => open.Contains(a.Status) && (a.EndsAt ?? a.StartsAt) < now);
        var agreed = db.Set<Agreement>().Where(a => a.Status == AgreementStatus.InProgress || a.Status == AgreementStatus.Signed);
        // What has not begun cannot be over: the client's own column spares asking most of them.
        return clients.InService()
            .Where(c => c.NextActivityAt == null || (c.NextActivityAt < now && late.Any(a => a.ClientId == c.Id)))
            .Where(c => !agreed.Any(a => a.ClientId == c.Id));
    }
}
