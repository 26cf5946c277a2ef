using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls;

/// <summary>Calls as asked for one by one or by number; what goes on now is in the shared <see cref="CallsNow"/>.</summary>
public sealed class CallQueries(CrmDb crm)
{
    public async Task<CallCard?> OneAsync(Actor actor, int id, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await Cards(db.Set<Call>().VisibleTo(actor).Where(c => c.Id == id), db).SingleOrDefaultAsync(ct);
    }

    /// <summary>A number's calls, newest first; <paramref name="before"/> is the id of the last one already shown.</summary>
    public async Task<IReadOnlyList<CallCard>> OfNumberAsync(Actor actor, string number, int? before, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var country = await db.Set<OfficeSettings>().Select(o => o.Country).FirstOrDefaultAsync(ct) ?? "PL";
        if (PhoneNumber.TryE164(number, country) is not { } e164) return [];
        var calls = db.Set<Call>().VisibleTo(actor).Where(c => c.CallerE164 == e164);
        if (before is { } last)
        {
            var edge = await db.Set<Call>().Where(c => c.Id == last).Select(c => c.StartedAt).SingleOrDefaultAsync(ct);
            calls = calls.Where(c => c.StartedAt < edge || (c.StartedAt == edge && c.Id < last));
        }
        return await Cards(calls.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(take), db).ToListAsync(ct);
    }

    /// <summary>A client's calls, newest first; those of their numbers are linked when the card is.</summary>
    public async Task<IReadOnlyList<CallCard>> OfClientAsync(Actor actor, int clientId, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var calls = db.Set<Call>().VisibleTo(actor).Where(c => c.ClientId == clientId);
        return await Cards(calls.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(take), db).ToListAsync(ct);
    }

    /// <summary>What "add to clients" opens: the known clients of the number, and what a new card starts with.</summary>
    public async Task<(IReadOnlyList<int> Clients, CardFromCall Card)?> CardFromCallAsync(Actor actor, int callId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var card = await db.Set<Call>().VisibleTo(actor).Where(c => c.Id == callId).Select(c => new CardFromCall(
            c.Id, c.Caller, c.CallerE164, c.CallerName, c.LineId, c.Line != null ? c.Line.Name : c.LineNumber, c.SourceId, c.Source!.Name,
            c.StartedAt, c.Line!.InvestmentId, c.BranchId)).SingleOrDefaultAsync(ct);
        if (card is null) return null;
        List<int> clients = card.NumberE164 is null ? [] : await db.Set<Client>().VisibleTo(actor)
            .Where(c => c.Phones.Any(p => p.E164 == card.NumberE164)).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
        return (clients, card);
    }

    private static IQueryable<CallCard> Cards(IQueryable<Call> calls, DbContext db) => calls.Select(c => new CallCard
    {
        Id = c.Id,
        Direction = c.Direction,
        Status = c.Status,
        StartedAt = c.StartedAt,
        AnsweredAt = c.AnsweredAt,
        TransferredAt = c.TransferredAt,
        EndedAt = c.EndedAt,
        EndedBy = c.EndedBy,
        TalkSeconds = c.TalkSeconds,
        Caller = c.Caller,
        CallerE164 = c.CallerE164,
        CallerName = c.CallerName,
        Line = c.Line != null ? c.Line.Name : c.LineNumber,
        Source = c.Source!.Name,
        Office = db.Set<SalesOffice>().Where(o => o.Id == c.SalesOfficeId).Select(o => o.Name).FirstOrDefault(),
        ClientId = c.ClientId,
        Note = c.Note,
        MissedOpen = c.MissedOpen,
        ClaimedBy = c.ClaimedBy == null ? null : c.ClaimedBy.FirstName + " " + c.ClaimedBy.LastName,
        ClearedAt = c.ClearedAt,
        Legs = c.Legs.OrderBy(l => l.RangAt).ThenBy(l => l.Id).Select(l => new CallCardLeg(
            l.Id, l.UserId, l.User == null ? null : l.User.FirstName + " " + l.User.LastName, l.Extension, l.Role, l.Status,
            l.RangAt, l.AnsweredAt, l.EndedAt, l.Recording != null)).ToValueList(),
    });
}
