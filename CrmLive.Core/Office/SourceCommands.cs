using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

/// <summary>A leaf of the source tree as the administrator edits it; a new one has no id.</summary>
public sealed record SourceEdit
{
    public int? Id { get; init; }
    public string Name { get; init; } = "";
    public int? SourceTypeId { get; init; }
    public bool Retired { get; init; }
}

/// <summary>The source tree: source types are words of a dictionary, and below each stand its sources.</summary>
public sealed class SourceCommands(CrmDb crm)
{
    private const int LongestName = 100;

    public async Task<IReadOnlyList<SourceEdit>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        return await db.Set<Source>().AsNoTracking().OrderBy(s => s.Retired).ThenBy(s => s.Name)
            .Select(s => new SourceEdit { Id = s.Id, Name = s.Name, SourceTypeId = s.SourceTypeId, Retired = s.Retired }).ToListAsync(ct);
    }

    public async Task<Saved> SaveAsync(Actor actor, SourceEdit edit, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        if (string.IsNullOrWhiteSpace(edit.Name) || edit.Name.Trim().Length > LongestName)
        {
            return Saved.Invalid(new Problem(nameof(edit.Name), "word"));
        }

        var folded = SearchKey.Of(edit.Name);
        var others = await db.Set<Source>().Where(s => s.Id != (edit.Id ?? 0)).Select(s => s.Name).ToListAsync(ct);
        if (others.Exists(name => SearchKey.Of(name) == folded))
        {
            return Saved.Invalid(new Problem(nameof(edit.Name), "word-taken"));
        }

        if (edit.SourceTypeId is { } type && !await db.Set<DictionaryEntry>().AnyAsync(e => e.Id == type && e.Kind == DictionaryKind.SourceType, ct))
        {
            return Saved.Invalid(new Problem(nameof(edit.SourceTypeId), "missing"));
        }

        var source = edit.Id is { } id ? await db.Set<Source>().SingleOrDefaultAsync(s => s.Id == id, ct) : db.Add(new Source { Name = "" }).Entity;
        if (source is null)
        {
            return Saved.Gone;
        }

        (source.Name, source.SourceTypeId, source.Retired) = (edit.Name.Trim(), edit.SourceTypeId, edit.Retired);
        return await db.SaveOrSayWhoAsync(source, ct);
    }
}
