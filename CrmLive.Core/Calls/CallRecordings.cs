using System.Collections.Concurrent;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls;

/// <summary>C16: recordings are played only through here, so that every playing is in the journal, however many pieces the player asks for.</summary>
public sealed class CallRecordings(CrmDb crm)
{
    // A player probes the beginning before it plays it.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(5);

    // Seeking within this time belongs to a playing already written down; a request from nowhere into the middle is one of its own.
    private static readonly TimeSpan OnePlaying = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(int? User, int Leg), DateTime> _playing = new();

    /// <summary>The file to play; null when the leg has none, it is gone, or the call is not the actor's to hear.</summary>
    /// <param name="fromStart">The player asks for the beginning, rather than for a place it was moved to.</param>
    public async Task<RecordingFile?> OpenAsync(Actor actor, int legId, bool fromStart, CancellationToken ct)
    {
        actor.Require(CallPermissions.Listen);
        await using var db = crm.Open(actor);
        var call = await db.Set<Call>().VisibleTo(actor).Where(c => c.Legs.Any(l => l.Id == legId))
            .Select(c => new { c.Id, c.ClientId, c.Legs.First(l => l.Id == legId).Recording }).SingleOrDefaultAsync(ct);
        if (call?.Recording is null || RecordingFile.Find(crm.Options.RecordingsFolder, call.Recording) is not { } file) return null;
        if (!Begins((actor.UserId, legId), fromStart)) return file;

        db.Record(new JournalEntry { Event = "call.listened", Subject = "call", SubjectId = call.Id, ClientId = call.ClientId });
        await db.SaveChangesAsync(ct);
        return file;
    }

    private bool Begins((int?, int) playing, bool fromStart)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        if (_playing.TryGetValue(playing, out var begun) && now - begun < (fromStart ? SameStart : OnePlaying)) return false;
        foreach (var old in _playing.Where(other => now - other.Value > OnePlaying)) _playing.TryRemove(old);
        _playing[playing] = now;
        return true;
    }
}
