using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>Personal numbers on a client's card: they came with a submission, and are masked and revealed as there (B22).</summary>
public sealed class ClientNumbers(CrmDb crm, PersonalNumbers numbers)
{
    public async Task<IReadOnlyList<ClientNumberRow>> OfClientAsync(Actor actor, int clientId, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        var rows = await Visible(db, actor).AsNoTracking().Where(n => n.ClientId == clientId).OrderBy(n => n.Field).ThenBy(n => n.Id).ToListAsync(ct);
        // Two clients made one may have brought the same number twice.
        return [.. rows.DistinctBy(n => (n.Field, n.Hash)).Select(n => new ClientNumberRow(n.Id, n.Field, numbers.Masked(n.Number, n.Field)!))];
    }

    public async Task<Revealed> RevealAsync(Actor actor, int id, string reason, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Reveal);
        await using var db = crm.Open(actor);
        var found = await Visible(db, actor).AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, ct);
        return await numbers.RevealAsync(db, found?.Number ?? SealedText.None, found?.Field ?? default, reason, ("client", found?.ClientId ?? 0, found?.ClientId), ct);
    }

    /// <summary>Onto the card of the client a submission became; one that is there already is not written twice.</summary>
    internal static async Task TakeAlongAsync(CrmDbContext db, Submission submission, Client client, CancellationToken ct)
    {
        var there = client.Id == 0 ? [] : await db.Set<ClientNumber>().Where(n => n.ClientId == client.Id).Select(n => n.Hash).ToListAsync(ct);
        foreach (var (field, number, hash) in ((PersonalField, SealedText, string?)[])[(PersonalField.Pesel, submission.Pesel, submission.PeselHash), (PersonalField.IdCard, submission.IdCard, submission.IdCardHash)])
        {
            if (hash is not null && !there.Contains(hash))
            {
                db.Add(new ClientNumber { Client = client, Field = field, Number = number, Hash = hash });
            }
        }
    }

    private static IQueryable<ClientNumber> Visible(CrmDbContext db, Actor actor)
    {
        var visible = db.Set<Client>().VisibleTo(actor);
        return db.Set<ClientNumber>().Where(n => visible.Any(c => c.Id == n.ClientId));
    }
}

public sealed record ClientNumberRow(int Id, PersonalField Field, MaskedNumber Number);
