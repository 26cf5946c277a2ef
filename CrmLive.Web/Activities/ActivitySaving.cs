using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using CrmLive.Web.Shared;

namespace CrmLive.Web.Activities;

/// <summary>What the dialog reads to choose from, and the commands its one "Save" stands for.</summary>
public sealed class ActivitySaving(SignedIn me, ActivityCommands commands, ActivityQueries activities, UserQueries users, DictionaryQueries dictionaries, Words words)
{
    private static readonly DictionaryKind[] Kinds =
        [DictionaryKind.Purpose, DictionaryKind.Priority, DictionaryKind.Place, DictionaryKind.ContactWay, DictionaryKind.NoteType, DictionaryKind.EndReason];

    public async Task<ActivityChoices> ChoicesAsync(CancellationToken ct)
    {
        var people = await users.AdvisorsAsync(me.Actor, ct);
        return new ActivityChoices
        {
            People = me.Actor.UserId is { } mine && people.All(one => one.Id != mine) ? [new Choice(mine, me.Actor.Name), .. people] : people,
            Investments = await dictionaries.InvestmentsAsync(me.Actor, ct),
            Words = await dictionaries.WordsAsync(me.Actor, Kinds, ct),
            Say = words.Of,
        };
    }

    public async Task<Saved> SaveAsync(ActivityFace? face, ActivityAsk ask, ActivityEntry entry, ClientCard client, NextEntry next, int version, CancellationToken ct)
    {
        if (next.Ends && next.ReasonId is null)
        {
            return Saved.Invalid(new Problem(nameof(ServiceEnd.ReasonId), ActivityProblem.ReasonMissing));
        }

        var draft = entry.ToDraft(client.Id);
        return (face, ask) switch
        {
            // Asked first, so that what was registered is not registered twice because the next step was wrong.
            (null, ActivityAsk.Register) => await ThenPlanAsync(await commands.RegisterAsync(me.Actor, draft, ct), client, next, ct),
            (null, _) => await commands.PlanAsync(me.Actor, draft, ct),
            ({ } settled, _) when next.Alone => await ThenPlanAsync(await commands.EditAsync(me.Actor, settled.Id, version, draft, null, ct), client, next, ct),
            ({ Status.IsOpen: false }, _) when entry.Status.IsOpen => await ReopenAsync(face.Id, version, entry.Status, draft, ct),
            _ => await commands.EditAsync(me.Actor, face.Id, version, draft, Outcome(face, entry, client, next), ct),
        };
    }

    private static ActivityOutcome? Outcome(ActivityFace face, ActivityEntry entry, ClientCard client, NextEntry next) =>
        entry.Status == face.Status ? null : new ActivityOutcome(entry.Status)
        {
            Next = !entry.Status.IsOpen && next is { Wanted: true, Ends: false, Entry: { } after } ? after.ToDraft(client.Id) : null,
            End = next is { Ends: true, ReasonId: { } reason } ? new ServiceEnd(reason, next.Description, next.CancelPlanned) : null,
        };

    /// <summary>A13: the date is free again once it is planned again.</summary>
    private async Task<Saved> ReopenAsync(int id, int version, ActivityStatus status, ActivityDraft draft, CancellationToken ct)
    {
        var reopened = await commands.SetStatusAsync(me.Actor, id, version, new ActivityOutcome(status), ct);
        return reopened.Ok && await activities.OneAsync(me.Actor, id, ct) is { } face
            ? await commands.EditAsync(me.Actor, id, face.Version, draft, null, ct)
            : reopened;
    }

    private async Task<Saved> ThenPlanAsync(Saved first, ClientCard client, NextEntry next, CancellationToken ct)
    {
        if (first.Ok && next is { Wanted: true, Entry: { } after })
        {
            var planned = await commands.PlanAsync(me.Actor, after.ToDraft(client.Id), ct);
            return planned.Ok ? first : planned with { Id = first.Id };
        }

        return first;
    }
}
