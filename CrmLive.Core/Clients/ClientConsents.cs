using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>What the client agreed to, when, and by what it can be shown (GDPR art. 7): nothing is overwritten, a withdrawal stands beside what it withdraws.</summary>
public sealed class ClientConsents(CrmDb crm)
{
    private const int LongestProof = 500;

    public async Task<IReadOnlyList<ConsentRow>> OfClientAsync(Actor actor, int clientId, CancellationToken ct)
    {
        actor.Require(ClientPermissions.View);
        await using var db = crm.Open(actor);
        return await Visible(db, actor).Where(c => c.ClientId == clientId)
            .OrderByDescending(c => c.GivenAt).ThenByDescending(c => c.Id)
            .Select(c => new ConsentRow(c.Id, c.Kind, c.GivenAt, c.WithdrawnAt, c.Proof)).ToListAsync(ct);
    }

    /// <summary>Refused as <c>AlreadyGiven</c> while one of the kind is in force.</summary>
    public async Task<Saved> GiveAsync(Actor actor, int clientId, ConsentKind kind, string? proof, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        if (proof?.Length > LongestProof) return Saved.Invalid(new Problem(nameof(ClientConsent.Proof), "TooLong"));
        await using var db = crm.Open(actor);
        if (!await db.Set<Client>().VisibleTo(actor).AnyAsync(c => c.Id == clientId, ct)) return Saved.Gone;
        if (await db.Set<ClientConsent>().AnyAsync(c => c.ClientId == clientId && c.Kind == kind && c.WithdrawnAt == null, ct))
        {
            return Saved.Invalid(new Problem(nameof(ClientConsent.Kind), "AlreadyGiven"));
        }

        var consent = new ClientConsent
        {
            ClientId = clientId,
            Kind = kind,
            GivenAt = crm.Clock.GetUtcNow().UtcDateTime,
            Proof = string.IsNullOrWhiteSpace(proof) ? null : proof.Trim(),
        };
        db.Add(consent);
        await db.SaveChangesAsync(ct);
        return Saved.As(consent.Id);
    }

    public async Task<Saved> WithdrawAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        await using var db = crm.Open(actor);
        if (await Visible(db, actor).FirstOrDefaultAsync(c => c.Id == id && c.WithdrawnAt == null, ct) is not { } consent) return Saved.Gone;
        consent.WithdrawnAt = crm.Clock.GetUtcNow().UtcDateTime;
        db.Happening = "client-consent.withdrawn";
        await db.SaveChangesAsync(ct);
        return Saved.As(id);
    }

    private static IQueryable<ClientConsent> Visible(CrmDbContext db, Actor actor) =>
        db.Set<ClientConsent>().Where(consent => db.Set<Client>().VisibleTo(actor).Any(c => c.Id == consent.ClientId));
}

public sealed record ConsentRow(int Id, ConsentKind Kind, DateTime GivenAt, DateTime? WithdrawnAt, string? Proof);
