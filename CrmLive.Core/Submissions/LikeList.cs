using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>One of the three lists of who is like somebody: all of whom a telephone, an address or a number says so, and of those who are only called so the newest who may be seen.</summary>
/// <param name="Visible">The ids that count and that the actor may see.</param>
/// <param name="Most">Of each certain sign.</param>
internal sealed record LikeList(CrmDbContext Db, FindSubject Subject, string Name, IQueryable<int?> Visible, int Most, int Namesakes)
{
    private readonly List<IQueryable<int>> _signs = [];

    /// <param name="known">The sign, where the person is known by it.</param>
    /// <param name="ids">Who bears it.</param>
    public LikeList By(string? known, IQueryable<int> ids)
    {
        _signs.AddRange(known is null ? [] : [ids.OrderByDescending(id => id).Take(Most)]);
        return this;
    }

    /// <summary>In no order.</summary>
    /// <remarks>
    /// A journey to the database costs more than what is asked there: so the first who are called so come with the certain ones. A thousand may be
    /// called so; their keys stand in one stretch of the index, and only a few at a time are looked at whether they may be seen.
    /// </remarks>
    public async Task<HashSet<int>> IdsAsync(CancellationToken ct)
    {
        var many = Namesakes * 6;
        var ways = _signs.Select(ids => ids.Select(id => new { Id = id, Called = false, Seen = false })).ToList();
        ways.AddRange(Name.Length == 0 ? [] : [Called(int.MaxValue, many).LeftJoin(Visible, id => id, seen => seen, (id, seen) => new { Id = id ?? 0, Called = true, Seen = seen != null })]);
        var first = ways.Count == 0 ? [] : await ways.Aggregate((found, way) => found.Concat(way)).ToListAsync(ct);
        var certain = first.Where(one => !one.Called).Select(one => one.Id).ToHashSet();
        var called = first.Where(one => one.Called).Select(one => (one.Id, one.Seen)).ToList();
        var seen = new HashSet<int>();
        while (true)
        {
            seen.UnionWith(called.Where(one => one.Seen && !certain.Contains(one.Id)).Select(one => one.Id));
            if (seen.Count >= Namesakes || called.Count < many)
            {
                return [.. certain, .. seen.OrderDescending().Take(Namesakes)];
            }

            many *= 4;
            var further = await Called(called.Min(one => one.Id), many).LeftJoin(Visible, id => id, seen => seen, (id, seen) => new { Id = id ?? 0, Seen = seen != null }).ToListAsync(ct);
            called = [.. further.Select(one => (one.Id, one.Seen))];
        }
    }

    private IQueryable<int?> Called(int before, int many) =>
        NamedSo.Keys(Db, Subject, Name).Where(k => k.SubjectId < before).OrderByDescending(k => k.SubjectId).Select(k => (int?)k.SubjectId).Take(many);
}
