using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Clients;

namespace CrmLive.Core.Sample;

/// <summary>What follows from all that was told: open missed calls, last contacts and next steps.</summary>
internal static class Aftermath
{
    public static void Of(Scenery scene)
    {
        SettleMissedCalls(scene);
        NoteContacts(scene);
    }

    /// <summary>C11, as the intake has it: put right by the first talk with that number after it; else taken off by hand some day, or open.</summary>
    private static void SettleMissedCalls(Scenery scene)
    {
        var talks = scene.World.Calls.Where(c => c is { CallerE164: not null, AnsweredAt: not null })
            .OrderBy(c => c.AnsweredAt).ToLookup(c => c.CallerE164!);
        foreach (var missed in scene.World.Calls.Where(c => CallFace.Of(c).IsLost))
        {
            var dice = Dice.For(scene.Seed, "missed", missed.Id);
            if (missed.CallerE164 is { } number && talks[number].FirstOrDefault(t => t.AnsweredAt >= missed.StartedAt) is { } talk)
            {
                (missed.ClearedAt, missed.ClearedByCallId) = (talk.AnsweredAt, talk.Id);
                if (talk.Direction == Telephony.CallDirection.Outbound)
                {
                    (missed.ClaimedById, missed.ClaimedAt) = (talk.UserId, talk.StartedAt.AddSeconds(-dice.Between(5, 90)));
                }

                continue;
            }

            var by = dice.Pick(Scenery.Cast.Receptionists);
            var seen = scene.Diary.AfterWorking(by.Id, missed.EndedAt!.Value, dice.LongTailed(240, 0.8));
            if (seen < scene.Now)
            {
                (missed.ClearedAt, missed.ClearedById) = (seen, by.Id);
            }
            else
            {
                missed.MissedOpen = true;
            }
        }
    }

    private static void NoteContacts(Scenery scene)
    {
        var clients = scene.World.Clients.ToDictionary(c => c.Id);
        foreach (var activity in scene.World.Activities)
        {
            var client = clients[activity.ClientId];
            if (activity is { IsDone: true, Type: not (ActivityType.Task or ActivityType.Note), DoneAt: { } done })
            {
                Contact(client, done);
            }
            else if (activity.Status is ActivityStatus.Planned or ActivityStatus.NotStarted && !(client.NextActivityAt < activity.StartsAt))
            {
                client.NextActivityAt = activity.StartsAt;
            }
        }

        foreach (var call in scene.World.Calls)
        {
            if (call is { ClientId: { } id, AnsweredAt: { } at })
            {
                Contact(clients[id], at);
            }
        }
    }

    private static void Contact(Client client, DateTime at) => client.LastContactAt = client.LastContactAt > at ? client.LastContactAt : at;
}
