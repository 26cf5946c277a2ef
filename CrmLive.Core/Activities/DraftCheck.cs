using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>Reads a draft against the office as it is now: whom and what it speaks of, and what is wrong with it.</summary>
internal sealed class DraftCheck(CrmDbContext db, Actor actor, ActivityDraft draft, Activity? was)
{
    public const int LongestNote = 20_000;
    private const int LongestReminder = 60 * 24 * 60;

    public List<Problem> Problems { get; } = [];

    public Client? Client { get; private set; }

    public User? Assigned { get; private set; }

    public async Task ReadAsync(CancellationToken ct)
    {
        Client = await db.Set<Client>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == draft.ClientId, ct);
        Ask(Client is not null, nameof(draft.ClientId), ActivityProblem.ClientGone);
        Ask(was is null || was.ClientId == draft.ClientId, nameof(draft.ClientId), ActivityProblem.ClientFixed);
        Ask(was is null || was.IsOpen || was.Type == draft.Type, nameof(draft.Type), ActivityProblem.TypeFixed);
        Ask(draft.Note is null or { Length: <= LongestNote }, nameof(draft.Note), ActivityProblem.TooLong);
        Ask(draft.ExternalId is null or { Length: <= 200 }, nameof(draft.ExternalId), ActivityProblem.TooLong);
        Ask(draft.ReminderMinutes is null or (>= 0 and <= LongestReminder), nameof(draft.ReminderMinutes), ActivityProblem.ReminderWrong);
        await AskPersonAsync(ct);
        await AskWordsAsync(ct);
        await AskPlacesAsync(ct);
    }

    private async Task AskPersonAsync(CancellationToken ct)
    {
        Assigned = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == draft.AssignedToId, ct);
        var unchanged = was?.AssignedToId == draft.AssignedToId;
        Ask(unchanged || (Assigned is { Retired: false } && IsWithinReach(Assigned)), nameof(draft.AssignedToId), ActivityProblem.PersonGone);
    }

    private bool IsWithinReach(User person) => actor.Scope switch
    {
        Scope.All => true,
        Scope.Branch => person.BranchId == actor.BranchId || person.BranchId is null,
        _ => person.Id == actor.UserId,
    };

    /// <summary>Words still in use, and of the right dictionary; one that was retired since stays where it is.</summary>
    private async Task AskWordsAsync(CancellationToken ct)
    {
        (DictionaryKind Kind, string Field, int? Id, int? Was)[] words =
        [
            (DictionaryKind.Purpose, nameof(draft.PurposeId), draft.PurposeId, was?.PurposeId),
            (DictionaryKind.Priority, nameof(draft.PriorityId), draft.PriorityId, was?.PriorityId),
            (DictionaryKind.Place, nameof(draft.PlaceId), draft.PlaceId, was?.PlaceId),
            (DictionaryKind.ContactWay, nameof(draft.ContactWayId), draft.ContactWayId, was?.ContactWayId),
            (DictionaryKind.NoteType, nameof(draft.NoteTypeId), draft.NoteTypeId, was?.NoteTypeId),
        ];
        var asked = words.Where(w => w.Id is not null && w.Id != w.Was).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var ids = asked.Select(w => w.Id!.Value).ToList();
        var known = await db.Set<DictionaryEntry>().Where(e => ids.Contains(e.Id) && !e.Retired).ToDictionaryAsync(e => e.Id, e => e.Kind, ct);
        foreach (var word in asked)
        {
            Ask(known.TryGetValue(word.Id!.Value, out var kind) && kind == word.Kind, word.Field, ActivityProblem.WordGone);
        }
    }

    private async Task AskPlacesAsync(CancellationToken ct)
    {
        if (draft.InvestmentId is { } investment && investment != was?.InvestmentId)
        {
            Ask(await db.Set<Investment>().AnyAsync(i => i.Id == investment && !i.Retired, ct), nameof(draft.InvestmentId), ActivityProblem.WordGone);
        }

        if (draft.BranchId is { } branch && branch != was?.BranchId)
        {
            Ask(await db.Set<Branch>().AnyAsync(b => b.Id == branch, ct), nameof(draft.BranchId), ActivityProblem.WordGone);
        }
    }

    public void Ask(bool holds, string field, string key)
    {
        if (!holds)
        {
            Problems.Add(new Problem(field, key));
        }
    }
}
