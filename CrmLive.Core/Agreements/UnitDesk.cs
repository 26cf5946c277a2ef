using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

/// <summary>One unit's agreements within one operation: the book's rules over the rows, and all that follows from a change, saved once.</summary>
internal sealed partial class UnitDesk
{
    private readonly CrmDbContext _db;
    private readonly OfficeTime _time;
    private readonly DateTime _now;
    private readonly Unit _unit;
    private readonly List<Agreement> _live;
    private readonly List<Problem> _problems = [];

    private UnitDesk(CrmDbContext db, Unit unit, List<Agreement> live, OfficeTime time, DateTime now)
    {
        (_db, _unit, _live, _time, _now) = (db, unit, live, time, now);
        Book = new UnitBook(unit.Status, live);
        Book.Expire(now);
    }

    public UnitBook Book { get; }

    /// <summary>Why nothing came of it.</summary>
    public Saved Refusal { get; private set; } = Saved.Gone;

    public static async Task<UnitDesk?> OpenAsync(CrmDbContext db, int unitId, OfficeTime time, DateTime now, CancellationToken ct)
    {
        if (await db.Set<Unit>().FirstOrDefaultAsync(u => u.Id == unitId, ct) is not { } unit)
        {
            return null;
        }

        var live = await db.Set<Agreement>()
            .Where(a => a.UnitId == unitId && (a.Status == AgreementStatus.InProgress || a.Status == AgreementStatus.Signed))
            .OrderBy(a => a.Id).ToListAsync(ct);
        return new UnitDesk(db, unit, live, time, now);
    }

    /// <summary>Changes an agreement as its editor saw it; a colleague's later change is told, and nothing of it is overwritten.</summary>
    public async Task<Agreement?> OnAsync(int id, int version, Func<Agreement, Task<Agreement?>> change, CancellationToken ct)
    {
        if (_live.Find(a => a.Id == id) is not { IsLive: true } agreement || agreement.Version != version)
        {
            // Whatever it has become, somebody made it so.
            Refusal = await _db.WhoWasQuickerAsync(await _db.Set<Agreement>().FirstAsync(a => a.Id == id, ct), ct);
            return null;
        }

        return await change(agreement);
    }

    /// <summary>The unit's status, the names of what happened and the news for advisors go with the rows.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        foreach (var (agreement, happening) in Book.Happened)
        {
            _db.Tell(agreement, happening);
            await ReservationNews.TellAsync(_db, _unit, agreement, _time, _now, ct);
        }

        _unit.Status = Book.Status;
        // Saved even where nothing of it changed: its version is what keeps two people from the same unit at the same time.
        _db.Entry(_unit).Property(u => u.Version).IsModified = true;
        await _db.SaveChangesAsync(ct);
    }

    private Agreement? Refuse()
    {
        Refusal = Saved.Invalid([.. _problems]);
        return null;
    }

    private void Ask(bool holds, string field, string key)
    {
        if (!holds)
        {
            _problems.Add(new Problem(field, key));
        }
    }

    private async Task<Client?> ClientAsync(int id, CancellationToken ct)
    {
        var client = await _db.Set<Client>().VisibleTo(_db.Actor).FirstOrDefaultAsync(c => c.Id == id, ct);
        Ask(client is not null, nameof(ReservationDraft.ClientId), AgreementProblem.ClientGone);
        Ask(client is not { FinishedAt: not null }, nameof(ReservationDraft.ClientId), AgreementProblem.ClientFinished);
        return client;
    }

    /// <summary>Forward by what happened. Whoever has their keys and takes another unit is in service again: that is a new sale, not a step back.</summary>
    private async Task ReachAsync(Client client, string key, CancellationToken ct)
    {
        var handedOver = await _db.StatusIdAsync(ClientStatusKeys.HandedOver, ct);
        if (client.StatusId == handedOver && client.FinishedAt is null && key != ClientStatusKeys.HandedOver)
        {
            client.StatusId = await _db.StatusIdAsync(key, ct);
            return;
        }

        await _db.ReachStatusAsync(client, key, ct);
    }

    private decimal PriceOf(decimal? typed, decimal otherwise)
    {
        var price = typed ?? otherwise;
        var possible = price is > 0 and < 1_000_000_000;
        Ask(possible, nameof(AgreementFields.Price), AgreementProblem.PriceWrong);
        // What somebody with the right has agreed to stands, whoever writes the next paper.
        var allowed = _unit.LowestPrice is not { } lowest || price >= Math.Min(lowest, otherwise) || _db.Actor.May(AgreementPermissions.Discount);
        Ask(!possible || allowed, nameof(AgreementFields.Price), AgreementProblem.PriceTooLow);
        return new Money(price).Rounded().Amount;
    }

    private void Price(Agreement agreement, decimal price)
    {
        agreement.Value = price;
        agreement.PricePerMetre = _unit.Area > 0 ? new Money(price / _unit.Area).Rounded().Amount : 0;
    }

    /// <summary>PostgreSQL refuses a text with a NUL in it, which a paste from some programs carries.</summary>
    private string? Text(string? typed, string field, int longest)
    {
        Ask(typed is null || typed.Length <= longest, field, AgreementProblem.TooLong);
        return string.IsNullOrWhiteSpace(typed) ? null : typed.Replace("\0", "", StringComparison.Ordinal).Trim();
    }
}
