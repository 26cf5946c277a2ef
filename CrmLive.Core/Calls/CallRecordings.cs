using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls;

/// <summary>C16: recordings are played only through here, so that every playing is in the journal.</summary>
public sealed class CallRecordings(CrmDb crm)
{
    /// <summary>The file to play; null when the leg has none, it is gone, or the call is not the actor's to hear.</summary>
    /// <param name="continued">A player seeks by asking for the same file again: only the first of its requests is a playing.</param>
    public async Task<FileInfo?> OpenAsync(Actor actor, int legId, bool continued, CancellationToken ct)
    {
        actor.Require(CallPermissions.Listen);
        await using var db = crm.Open(actor);
        var call = await db.Set<Call>().VisibleTo(actor).Where(c => c.Legs.Any(l => l.Id == legId))
            .Select(c => new { c.Id, c.ClientId, c.Legs.First(l => l.Id == legId).Recording }).SingleOrDefaultAsync(ct);
        if (call?.Recording is null || FileOf(call.Recording) is not { Exists: true } file) return null;
        if (continued) return file;

        db.Record(new JournalEntry { Event = "call.listened", Subject = "call", SubjectId = call.Id, ClientId = call.ClientId });
        await db.SaveChangesAsync(ct);
        return file;
    }

    // The name came from an exchange and was checked when it was taken; a link within the folder may still lead out of it.
    private FileInfo? FileOf(string recording)
    {
        var folder = Path.GetFullPath(crm.Options.RecordingsFolder) + Path.DirectorySeparatorChar;
        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder, recording)));
        var real = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        return real.StartsWith(folder, StringComparison.Ordinal) ? file : null;
    }
}
