using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Advisors, sources and investments by what a file calls them; case, accents and the order of a name's words do not matter.</summary>
internal sealed class ImportNames
{
    private readonly Dictionary<string, int?> _advisors;
    private readonly Dictionary<string, int?> _sources;
    private readonly Dictionary<string, int?> _investments;
    private readonly Dictionary<int, int?> _branches;

    private ImportNames(IEnumerable<Choice> advisors, IEnumerable<Choice> sources, IEnumerable<Choice> investments, Dictionary<int, int?> branches) =>
        (_advisors, _sources, _investments, _branches) = (ByName(advisors), ByName(sources), ByName(investments), branches);

    public static async Task<ImportNames> OfAsync(CrmDb crm, Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var advisors = (await new UserQueries(crm).AdvisorsAsync(actor, ct)).Where(a => a.Id == actor.UserId || actor.May(ClientPermissions.Assign)).ToList();
        var ids = advisors.ConvertAll(a => a.Id);
        return new ImportNames(
            advisors, await crm.SourcesAsync(actor, ct),
            await db.Set<Investment>().Where(i => !i.Retired).Select(i => new Choice(i.Id, i.Name)).ToListAsync(ct),
            await db.Set<User>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.BranchId, ct));
    }

    public static ImportNames None { get; } = new([], [], [], []);

    /// <summary>Null when nobody is called so, or two are.</summary>
    public int? Advisor(string name) => _advisors.GetValueOrDefault(Key(name));

    public int? Source(string name) => _sources.GetValueOrDefault(Key(name));

    public int? Investment(string name) => _investments.GetValueOrDefault(Key(name));

    /// <summary>Whether clients may be given to this one.</summary>
    public bool IsAdvisor(int id) => _branches.ContainsKey(id);

    public bool IsSource(int id) => _sources.ContainsValue(id);

    public int? BranchOf(int advisorId) => _branches.GetValueOrDefault(advisorId);

    private static Dictionary<string, int?> ByName(IEnumerable<Choice> choices) =>
        choices.GroupBy(c => Key(c.Name)).ToDictionary(same => same.Key, same => same.Count() == 1 ? same.First().Id : (int?)null);

    private static string Key(string name) => string.Join(' ', SearchKey.Words(name).Order(StringComparer.Ordinal));
}
