using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls;

/// <summary>
/// C9 in the journal: one entry for each stretch of one person's writing, however many letters were saved in it.
/// The stretch lies on the call itself, so that one cut off by a crash is told after the restart.
/// </summary>
internal static class NoteStretch
{
    public const string Written = "call.note-written";

    /// <summary>Whoever has not typed for so long has finished.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Whether what <paramref name="writerId"/> types now begins a new stretch.</summary>
    public static bool IsOver(Call call, int? writerId, DateTime now) =>
        call.NoteById != writerId || now - call.NoteAt > Rest || now - call.NoteSince > Longest;

    /// <summary>Tells the journal of a stretch that is over; the entry is the writer's and of the moment they stopped, whoever and whenever it is told by.</summary>
    public static async Task TellAsync(CrmDb crm, int callId, Func<Call, bool> isOver, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = crm.Open(Actor.System);
            var call = await db.Set<Call>().Include(c => c.NoteBy).SingleOrDefaultAsync(c => c.Id == callId && c.NoteSince != null, ct);
            if (call is null || !isOver(call))
            {
                return;
            }

            if ((call.NoteTold ?? "") != (call.Note ?? ""))
            {
                db.Actor = await WriterAsync(db, call, ct);
                db.Record(Entry(call));
            }

            (call.NoteTold, call.NoteSince) = (call.Note, null);
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < 10)
            {
                // The exchange keeps writing the same row, or the writer went on after all.
            }
        }
    }

    private static JournalEntry Entry(Call call) => new()
    {
        At = call.NoteAt!.Value,
        Event = Written,
        Subject = "call",
        SubjectId = call.Id,
        ClientId = call.ClientId,
        Changes = JournalFields.Change(nameof(Call.Note), call.NoteTold, call.Note),
    };

    private static async Task<Actor> WriterAsync(CrmDbContext db, Call call, CancellationToken ct)
    {
        var session = await db.Set<SignInSession>().AsNoTracking().Where(s => s.UserId == call.NoteById).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        return new Actor
        {
            UserId = call.NoteById,
            Name = call.NoteBy?.FullName ?? Actor.System.Name,
            Login = call.NoteBy?.UserName,
            Ip = session?.Ip,
            Channel = session is { Mobile: true } ? ActorChannel.Mobile : ActorChannel.Web,
        };
    }
}
