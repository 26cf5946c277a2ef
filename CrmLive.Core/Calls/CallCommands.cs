using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls;

/// <summary>What people do to calls. Each checks the right itself and the row's scope with it.</summary>
public sealed class CallCommands(CrmDb crm, CallIntake intake)
{
    /// <summary>"Anna is calling back" (C11), for every open call of that number. Says who has it: the actor, or who was faster.</summary>
    public async Task<Claim> ClaimAsync(Actor actor, int callId, CancellationToken ct)
    {
        Claim claim = new(null, null);
        await EditOpenAsync(actor, callId, "call.claimed", call =>
        {
            if (call.ClaimedById is null) (call.ClaimedById, call.ClaimedAt) = (actor.UserId, Now);
        }, ct, tries => claim = new(tries[0].ClaimedById, tries[0].ClaimedBy?.FullName ?? actor.Name));
        return claim;
    }

    /// <summary>The own claim, or anybody's for who sees more than their own.</summary>
    public Task ReleaseAsync(Actor actor, int callId, CancellationToken ct) => EditOpenAsync(actor, callId, "call.released", call =>
    {
        if (call.ClaimedById == actor.UserId || actor.Scope != Scope.Own) (call.ClaimedById, call.ClaimedAt) = (null, null);
    }, ct);

    /// <summary>Taken off the list by hand: a wrong number, a hidden one, or settled otherwise.</summary>
    public Task ClearAsync(Actor actor, int callId, CancellationToken ct) => EditOpenAsync(actor, callId, "call.cleared", call =>
        (call.MissedOpen, call.ClearedAt, call.ClearedById) = (false, Now, actor.UserId), ct);

    /// <summary>C5: the entry is wrong and a user says so; true when it was still going on.</summary>
    public async Task<bool> EndByHandAsync(Actor actor, int callId, CancellationToken ct)
    {
        actor.Require(CallPermissions.Handle);
        await using var db = crm.Open(actor);
        var call = await db.Set<Call>().VisibleTo(actor).AsNoTracking().SingleOrDefaultAsync(c => c.Id == callId, ct);
        if (call is null || !call.Status.IsGoingOn()) return false;
        await intake.AcceptAsync(actor, [new CallEvent
        {
            Exchange = call.Exchange,
            CallKey = call.CallKey,
            EventId = $"by hand {call.Id}",
            Kind = CallEventKind.EndedByHand,
            At = Now,
        }], ct);
        return true;
    }

    /// <summary>C9: saved while it is typed. <paramref name="basedOn"/> is the text the writer started from; what another wrote meanwhile stays.</summary>
    public async Task<string> WriteNoteAsync(Actor actor, int callId, string basedOn, string text, CancellationToken ct)
    {
        actor.Require(CallPermissions.Handle);
        var merged = text;
        var now = Now;
        await NoteStretch.TellAsync(crm, callId, open => NoteStretch.IsOver(open, actor.UserId, now), ct);
        await EditAsync(actor, NoteStretch.Written, calls => calls.Where(c => c.Id == callId), call =>
        {
            merged = NoteMerge.Of(basedOn, text, call.Note ?? "");
            if (merged == (call.Note ?? "")) return;
            call.Note = merged.Length == 0 ? null : merged;
            call.NoteVersion++;
            (call.NoteById, call.NoteAt, call.NoteSince) = (actor.UserId, now, call.NoteSince ?? now);
        }, ct);
        return merged;
    }

    /// <summary>C8: from now on the number's calls are this client's, those of before too as long as they were nobody's.</summary>
    public async Task LinkClientAsync(Actor actor, int callId, int clientId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        actor.Require(CallPermissions.Handle);
        // Theirs to see, or made by them a moment ago for a colleague.
        var visible = db.Set<Client>().VisibleTo(actor);
        if (!await db.Set<Client>().AnyAsync(c => c.Id == clientId && (c.CreatedById == actor.UserId || visible.Any(v => v.Id == clientId)), ct)) return;
        var number = await db.Set<Call>().VisibleTo(actor).Where(c => c.Id == callId).Select(c => c.CallerE164).SingleOrDefaultAsync(ct);
        await EditAsync(actor, "call.linked", calls => calls
            .Where(c => c.Id == callId || (number != null && c.CallerE164 == number && c.ClientId == null))
            .OrderByDescending(c => c.StartedAt).Take(200), call => call.ClientId = clientId, ct);
    }

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>One row stands for all open tries of a number, so what is done to it is done to all.</summary>
    private async Task EditOpenAsync(Actor actor, int callId, string happening, Action<Call> edit, CancellationToken ct, Action<List<Call>>? after = null)
    {
        await using var db = crm.Open(actor);
        var number = await db.Set<Call>().VisibleTo(actor).Where(c => c.Id == callId).Select(c => c.CallerE164).SingleOrDefaultAsync(ct);
        await EditAsync(actor, happening, calls => calls
            .Where(c => c.MissedOpen && (c.Id == callId || (number != null && c.CallerE164 == number)))
            .OrderBy(c => c.Id), edit, ct, after);
    }

    // The exchange keeps writing the same rows. Its columns are others than ours, so a clash is no conflict: read again and do it again.
    private async Task EditAsync(Actor actor, string happening, Func<IQueryable<Call>, IQueryable<Call>> which, Action<Call> edit, CancellationToken ct, Action<List<Call>>? after = null)
    {
        actor.Require(CallPermissions.Handle);
        for (var tries = 1; ; tries++)
        {
            await using var db = crm.Open(actor);
            var calls = await which(db.Set<Call>().VisibleTo(actor)).Include(c => c.ClaimedBy).ToListAsync(ct);
            foreach (var call in calls) edit(call);
            db.Happening = happening;
            try
            {
                await db.SaveChangesAsync(ct);
                if (calls.Count > 0) after?.Invoke(calls);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < 10)
            {
            }
        }
    }
}

/// <summary>Who calls back; nobody when the call is no longer open.</summary>
public sealed record Claim(int? UserId, string? Name);
