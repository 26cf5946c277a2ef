using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>What a save would have done by itself: who looked after whom and since when, and which phone activity writes up which talk.</summary>
internal static class Care
{
    public static IEnumerable<AdvisorSpell> Spells(IEnumerable<Client> clients) => clients.Where(c => c.AdvisorId is not null).Select((c, i) => new AdvisorSpell
    {
        Id = i + 1, ClientId = c.Id, UserId = c.AdvisorId!.Value, Since = c.CreatedAt, Until = c.FinishedAt,
    });

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
