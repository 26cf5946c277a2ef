using CrmLive.Core.Agreements;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Replay;

/// <summary>What lines, sources, statuses and departments are called. As they are called now: what is spelled better since may be read better.</summary>
internal sealed class Names
{
    private Dictionary<int, string> _lines = [];
    private Dictionary<int, string> _sources = [];
    private Dictionary<int, (string? Key, string? Name)> _statuses = [];
    private Dictionary<int, (string Name, int Position)> _departments = [];

    public static async Task<Names> ReadAsync(CrmDbContext db, CancellationToken ct) => new()
    {
        _lines = await db.Set<Line>().AsNoTracking().ToDictionaryAsync(line => line.Id, line => line.Name, ct),
        _sources = await db.Set<Source>().AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, ct),
        _statuses = await db.Set<DictionaryEntry>().AsNoTracking().Where(e => e.Kind == DictionaryKind.ClientStatus).ToDictionaryAsync(e => e.Id, e => (e.Key, e.Name), ct),
        _departments = await db.Set<Department>().AsNoTracking().ToDictionaryAsync(department => department.Id, department => (department.Name, department.Position), ct),
    };

    public string? Line(int? id) => id is { } known ? _lines.GetValueOrDefault(known) : null;

    public string? Source(int? id) => id is { } known ? _sources.GetValueOrDefault(known) : null;

    public (string? Key, string? Name) Status(int id) => _statuses.GetValueOrDefault(id);

    public (string Name, int Position)? Department(int? id) => id is { } known && _departments.TryGetValue(known, out var department) ? department : null;
}
