using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>What a save would have done by itself: who looked after whom and since when, and which phone activity writes up which talk.</summary>
internal static class Care
{
    public static IEnumerable<AdvisorSpell> Spells(Scenery scene)
    {
        var world = scene.World;
        // Who has their keys is served, and looked after no longer.
        var served = world.Agreements.Where(a => a.HandedOverAt is not null).GroupBy(a => a.ClientId).ToDictionary(g => g.Key, g => g.Max(a => a.HandedOverAt));
        var handedOver = scene.Words.Status(ClientStatusKeys.HandedOver);
        var contacts = world.Activities.Where(a => a is { Status: ActivityStatus.Held, DoneAt: not null, Type: ActivityType.Phone or ActivityType.Meeting or ActivityType.Email })
            .Select(a => (a.AssignedToId, a.ClientId, At: a.DoneAt!.Value))
            .Concat(world.Calls.Where(c => c.ContactOf is not null).Select(c => (c.ContactOf!.Value.UserId, c.ContactOf.Value.ClientId, At: c.StartedAt)))
            .GroupBy(c => (c.Item1, c.ClientId)).ToDictionary(g => g.Key, g => g.Max(c => c.At));
        return world.Clients.Where(c => c.AdvisorId is not null).Select((c, i) => new AdvisorSpell
        {
            Id = i + 1, ClientId = c.Id, UserId = c.AdvisorId!.Value, Since = c.CreatedAt, Until = c.FinishedAt ?? (c.StatusId == handedOver ? served.GetValueOrDefault(c.Id) : null), IsKey = c.IsKey,
            ContactAt = contacts.TryGetValue((c.AdvisorId.Value, c.Id), out var at) ? at : null,
        });
    }

    public static void WriteUp(SampleWorld world, OfficeTime time)
    {
        var talks = world.Calls.Where(c => c.ContactOf is not null)
            .GroupBy(c => (c.ContactOf!.Value.UserId, c.ContactOf.Value.ClientId, time.DayOf(c.StartedAt)))
            .ToDictionary(g => g.Key, g => new Queue<int>(g.Select(c => c.Id).Order()));
        foreach (var phone in world.Activities.Where(a => a is { Type: ActivityType.Phone, IsDone: true, DoneAt: not null }).OrderBy(a => a.DoneAt))
        {
            if (talks.TryGetValue((phone.AssignedToId, phone.ClientId, time.DayOf(phone.DoneAt!.Value)), out var left) && left.TryDequeue(out var call))
            {
                phone.CallId = call;
            }
        }
    }
}
