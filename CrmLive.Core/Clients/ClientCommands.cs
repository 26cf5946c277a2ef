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
        AddContacts(client, card.Phone, card.Email, country);
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

    /// <summary>The card's own fields, as the editor saw them at <see cref="ClientEdit.Version"/>; a colleague's later change wins and is told.</summary>
    public async Task<Saved> EditAsync(Actor actor, ClientEdit edit, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        if (edit.Card.Problems().ToArray() is { Length: > 0 } problems)
        {
            return Saved.Invalid(problems);
        }

        await using var db = crm.Open(actor);
        var client = await db.Set<Client>().VisibleTo(actor).Include(c => c.Phones).Include(c => c.Emails).FirstOrDefaultAsync(c => c.Id == edit.Id, ct);
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

        client.FirstName = Clean(edit.Card.FirstName);
        client.LastName = Clean(edit.Card.LastName);
        client.Company = Clean(edit.Card.Company);
        client.Town = Clean(edit.Card.Town);
        client.Description = Clean(edit.Card.Description);
        client.AdvisorId = edit.Card.AdvisorId;
        client.SourceId = edit.Card.SourceId;
        client.IsKey = edit.IsKey;
        var country = await db.CountryAsync(ct);
        AddContacts(client, edit.Card.Phone, edit.Card.Email, country);
        client.SearchKey = client.KeyOf();
        return await db.SaveOrSayWhoAsync(client, ct);
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

    /// <summary>Adds a number or address the client does not have yet, in whatever spelling.</summary>
    private static void AddContacts(Client client, string? phone, string? email, string country)
    {
        if (Clean(phone) is { } number)
        {
            var e164 = PhoneNumber.TryE164(number, country);
            if (!client.Phones.Any(p => e164 is null ? p.Raw == number : p.E164 == e164))
            {
                client.Phones.Add(new ClientPhone { Raw = number, E164 = e164 });
            }
        }

        if (Clean(email) is { } address && !client.Emails.Any(e => string.Equals(e.Address, address, StringComparison.OrdinalIgnoreCase)))
        {
            client.Emails.Add(new ClientEmail { Address = address, Folded = Fold(address) });
        }
    }

    public static string Fold(string email) => FindText.Address(email);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
