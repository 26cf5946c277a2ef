using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Doorbells;

/// <summary>Lets through what this actor may hear: even an id tells that a row exists.</summary>
public sealed class DoorbellFilter(CrmDb crm)
{
    public async Task<IReadOnlyList<LiveEvent>> NarrowAsync(Actor actor, IReadOnlyList<LiveEvent> rings, CancellationToken ct)
    {
        var allowed = rings.Where(ring => actor.MayHear(ring.Topic)).ToList();
        if (actor.Scope == Scope.All || allowed.Count == 0)
        {
            return allowed;
        }

        await using var db = crm.Open(actor);
        var heard = new List<LiveEvent>(allowed.Count);
        foreach (var topic in allowed.GroupBy(ring => ring.Topic))
        {
            int[] ids = [.. topic.Select(ring => ring.Id).Where(id => id != 0).Distinct()];
            if (ids.Length == 0)
            {
                heard.AddRange(topic);
            }
            else if (db.Visible(topic.Key, actor, ids) is { } visible)
            {
                var seen = (await visible.ToListAsync(ct)).ToHashSet();
                heard.AddRange(topic.Where(ring => ring.Id == 0 || seen.Contains(ring.Id)));
            }
            else
            {
                heard.Add(new LiveEvent(topic.Key, 0, topic.Max(ring => ring.Seq)));
            }
        }

        return heard;
    }
}
