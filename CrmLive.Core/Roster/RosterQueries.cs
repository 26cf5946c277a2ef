using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster;

/// <summary>The client list. It stands to the right of the clients because "overdue" speaks of their activities and agreements.</summary>
public sealed class RosterQueries(CrmDb crm, UserQueries users)
{
    /// <summary>Of so many that match what was typed the list is made; whoever needs more types another letter.</summary>
    public const int MostFound = 400;

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    public async Task<RosterPage> PageAsync(Actor actor, RosterFilter filter, RosterCursor? after, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var order = RosterOrder.Of(filter.Sort);
        var clients = (await ClientsAsync(db, actor, filter, ct)).In(filter.View, db, Now);
        clients = after is null ? clients : order.After(clients, after, filter.Descending);
        var rows = await Rows(order.Sorted(clients, filter.Descending).Take(take + 1)).ToListAsync(ct);
        var page = rows.Take(take).ToList();
        return new RosterPage(await WithPartsAsync(db, page, ct), rows.Count > take);
    }

    /// <summary>The place right behind a row, for the next page.</summary>
    public static RosterCursor CursorOf(RosterFilter filter, RosterRow row) => RosterOrder.Of(filter.Sort).CursorOf(row);

    public async Task<RosterCounts> CountsAsync(Actor actor, RosterFilter filter, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var clients = await ClientsAsync(db, actor, filter, ct);
        var counts = new List<int>();
        foreach (var view in Enum.GetValues<RosterView>())
        {
            counts.Add(await clients.In(view, db, Now).CountAsync(ct));
        }

        return new RosterCounts([.. counts]);
    }

    /// <summary>All the filter shows, for a bulk action; at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<int>> IdsAsync(Actor actor, RosterFilter filter, int most, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await (await ClientsAsync(db, actor, filter, ct)).In(filter.View, db, Now).OrderBy(c => c.Id).Select(c => c.Id).Take(most).ToListAsync(ct);
    }

    public async Task<RosterChoices> ChoicesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(ClientPermissions.View);
        await using var db = crm.Open(actor);
        return new RosterChoices(
            await db.Set<DictionaryEntry>().AsNoTracking().Where(e => e.Kind == DictionaryKind.ClientStatus && !e.Retired).OrderBy(e => e.Position).ToListAsync(ct),
            await users.AdvisorsAsync(actor, ct),
            actor.Scope == Scope.All ? await db.Set<Branch>().OrderBy(b => b.Name).Select(b => new Choice(b.Id, b.Name)).ToListAsync(ct) : [],
            await db.Set<Investment>().Where(i => !i.Retired).OrderBy(i => i.Name).Select(i => new Choice(i.Id, i.Name)).ToListAsync(ct),
            await crm.SourcesAsync(actor, ct));
    }

    private static async Task<IQueryable<Client>> ClientsAsync(CrmDbContext db, Actor actor, RosterFilter filter, CancellationToken ct)
    {
        var clients = db.Set<Client>().AsNoTracking().VisibleTo(actor).Narrowed(filter);
        if (filter.Text.Length == 0)
        {
            return clients;
        }

        var found = await db.FindClientsAsync(actor, filter.Text, finishedLast: false, MostFound, ct);
        return clients.Where(c => found.Contains(c.Id));
    }

    internal static IQueryable<RosterRow> Rows(IQueryable<Client> clients) => clients.Select(c => new RosterRow
    {
        Id = c.Id,
        FirstName = c.FirstName,
        LastName = c.LastName,
        Company = c.Company,
        Town = c.Town,
        StatusKey = c.Status!.Key,
        StatusName = c.Status.Name,
        StatusPosition = c.Status.Position,
        AdvisorId = c.AdvisorId,
        Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
        AdvisorKey = c.Advisor == null ? null : c.Advisor.SearchKey,
        Branch = c.Branch == null ? null : c.Branch.Name,
        Source = c.Source == null ? null : c.Source.Name,
        IsKey = c.IsKey,
        CreatedAt = c.CreatedAt,
        LastContactAt = c.LastContactAt,
        NextActivityAt = c.NextActivityAt,
        FinishedAt = c.FinishedAt,
        InService = c.FinishedAt == null && c.Status.Key != ClientStatusKeys.HandedOver && c.Status.Key != ClientStatusKeys.Finished,
        SearchKey = c.SearchKey,
    });

    /// <summary>Numbers, addresses and interests of these rows alone: within the rows' own question SQLite would lay out everybody's.</summary>
    internal static async Task<ValueList<RosterRow>> WithPartsAsync(CrmDbContext db, IReadOnlyList<RosterRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var phones = (await db.Set<ClientPhone>().Where(p => ids.Contains(p.ClientId)).OrderBy(p => p.Id).Select(p => new { p.ClientId, Text = p.E164 ?? p.Raw }).ToListAsync(ct)).ToLookup(p => p.ClientId, p => p.Text);
        var emails = (await db.Set<ClientEmail>().Where(e => ids.Contains(e.ClientId)).OrderBy(e => e.Id).Select(e => new { e.ClientId, e.Address }).ToListAsync(ct)).ToLookup(e => e.ClientId, e => e.Address);
        var interests = (await db.Set<ClientInterest>().Where(i => ids.Contains(i.ClientId)).OrderBy(i => i.Id).Select(i => new { i.ClientId, i.Investment!.Name }).ToListAsync(ct)).ToLookup(i => i.ClientId, i => i.Name);
        return rows.Select(r => r with { Phones = [.. phones[r.Id]], Emails = [.. emails[r.Id]], Investments = [.. interests[r.Id]] }).ToValueList();
    }
}
