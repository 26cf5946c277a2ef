using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

public sealed class ClientCommands(CrmDb crm, IClientWelcome? welcome = null)
{
    public async Task<Saved> CreateAsync(Actor actor, NewClient card, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        if (card.Problems().ToArray() is { Length: > 0 } problems)
        {
            return Saved.Invalid(problems);
        }

        await using var db = crm.Open(actor);
        return await db.SaveOrSayWhoAsync(await AddAsync(db, actor, card, ct), ct);
    }

    /// <summary>A card without problems, in the save of whoever takes the client in (an accepted submission).</summary>
    internal async Task<Client> AddAsync(CrmDbContext db, Actor actor, NewClient card, CancellationToken ct)
    {
        var country = await db.CountryAsync(ct);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var client = new Client
        {
            FirstName = Clean(card.FirstName),
            LastName = Clean(card.LastName),
            Company = Clean(card.Company),
            Town = Clean(card.Town),
            StatusId = await db.StatusIdAsync(ClientStatusKeys.New, ct),
            AdvisorId = card.AdvisorId,
            BranchId = card.BranchId ?? actor.BranchId,
            SourceId = card.SourceId,
            SourceAt = card.SourceId is null ? null : now,
            Description = Clean(card.Description),
            FromCallId = card.FromCallId,
            ExternalId = card.ExternalId,
            CreatedAt = now,
            CreatedById = actor.UserId,
        };
        new ContactDesk(client, country).Add(card.Phone, card.Email);
        if (card.InvestmentId is { } investment)
        {
            client.Interests.Add(new ClientInterest { InvestmentId = investment });
        }

        client.SearchKey = client.KeyOf();
        db.Add(client);
        if (welcome is not null && card.PlanFirstStep)
        {
            await welcome.WelcomeAsync(db, client, ct);
        }

        return client;
    }

    /// <summary>The card as the editor saw it at <see cref="ClientEdit.Version"/>; a colleague's later change wins and is told.</summary>
    public async Task<Saved> EditAsync(Actor actor, ClientEdit edit, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        await using var db = crm.Open(actor);
        var client = await db.Set<Client>().VisibleTo(actor).Include(c => c.People).Include(c => c.Phones).Include(c => c.Emails).Include(c => c.Interests)
            .AsSplitQuery().FirstOrDefaultAsync(c => c.Id == edit.Id, ct);
        if (client is null)
        {
            return Saved.Gone;
        }

        db.Entry(client).Property(c => c.Version).OriginalValue = edit.Version;
        client.Version = edit.Version;
        if (client.AdvisorId != edit.Card.AdvisorId)
        {
            actor.Require(ClientPermissions.Assign);
        }

        var contacts = new ContactDesk(client, await db.CountryAsync(ct));
        contacts.Edit(edit);
        Problem[] problems = [.. edit.Card.Wrong(), .. contacts.Problems, .. await NotSoldAsync(db, edit, ct)];
        if (problems.Length > 0)
        {
            return Saved.Invalid(problems);
        }

        Write(client, edit);
        if (client is { DisplayName: "", Phones.Count: 0, Emails.Count: 0 })
        {
            return Saved.Invalid(NewClient.NeedsSomething);
        }

        db.Entry(client).Property(c => c.Version).IsModified |= contacts.Changed;
        return await db.SaveOrSayWhoAsync(client, ct);
    }

    private void Write(Client client, ClientEdit edit)
    {
        client.FirstName = Clean(edit.Card.FirstName);
        client.LastName = Clean(edit.Card.LastName);
        client.Company = Clean(edit.Card.Company);
        client.Town = Clean(edit.Card.Town);
        client.Description = Clean(edit.Card.Description);
        client.AdvisorId = edit.Card.AdvisorId;
        client.IsKey = edit.IsKey;
        if (client.SourceId != edit.Card.SourceId)
        {
            (client.SourceId, client.SourceAt) = (edit.Card.SourceId, edit.Card.SourceId is null ? null : crm.Clock.GetUtcNow().UtcDateTime);
        }

        client.SearchKey = client.KeyOf();
    }

    /// <summary>K3: says whether this is a key client, whatever else a colleague is changing on the card.</summary>
    public async Task<Saved> MarkKeyAsync(Actor actor, int id, bool key, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        await using var db = crm.Open(actor);
        if (await db.Set<Client>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == id, ct) is not { } client)
        {
            return Saved.Gone;
        }

        client.IsKey = key;
        return await db.SaveOrSayWhoAsync(client, ct);
    }

    private static async Task<IEnumerable<Problem>> NotSoldAsync(CrmDbContext db, ClientEdit edit, CancellationToken ct)
    {
        var wanted = edit.Interests.Where(i => i.Wanted).Select(i => i.InvestmentId).Distinct().ToList();
        return wanted.Count > 0 && await db.Set<Investment>().CountAsync(i => wanted.Contains(i.Id) && !i.Retired, ct) < wanted.Count
            ? [new(nameof(ClientEdit.Interests), "InvestmentGone")]
            : [];
    }

    public static string Fold(string email) => FindText.Address(email);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
