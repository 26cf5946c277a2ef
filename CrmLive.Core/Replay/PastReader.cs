using System.Runtime.CompilerServices;
using System.Text.Json;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmLive.Core.Replay;

/// <summary>Reads rows as they stood. A row's journal from the stretch's start until now is undone, entry by entry, and what lies within the stretch is done again.</summary>
internal static class PastReader
{
    // A list in a question is a parameter each.
    private const int Chunk = 500;

    /// <summary>The ids of rows of that kind that the journal speaks of in a stretch of time: one may have been there then and be somewhere else, or nowhere, now.</summary>
    public static Task<List<int>> ToldIdsAsync<T>(this CrmDbContext db, UtcRange span, CancellationToken ct)
        where T : class, IJournaled =>
        db.Told<T>().Where(e => e.At >= span.FromUtc && e.At < span.ToUtc).Select(e => e.SubjectId).Distinct().ToListAsync(ct);

    /// <summary>The ids of rows of that kind deleted in a stretch of time or after it: those that were there in it are found nowhere else.</summary>
    public static Task<List<int>> GoneIdsAsync<T>(this CrmDbContext db, UtcRange span, CancellationToken ct)
        where T : class, IJournaled =>
        db.Told<T>().Where(e => e.At >= span.FromUtc && e.Event.EndsWith(".deleted")).Select(e => e.SubjectId).ToListAsync(ct);

    /// <summary>All rows of a small table.</summary>
    public static async Task<Past<T>> PastAsync<T>(this CrmDbContext db, UtcRange span, CancellationToken ct)
        where T : class, IJournaled =>
        await db.PastAsync(await db.Set<T>().AsNoTracking().ToListAsync(ct), await db.GoneIdsAsync<T>(span, ct), span, ct);

    /// <param name="more">Ids of rows that may not be among those.</param>
    public static async Task<Past<T>> PastAsync<T>(this CrmDbContext db, IReadOnlyList<T> rows, IEnumerable<int> more, UtcRange span, CancellationToken ct)
        where T : class, IJournaled
    {
        var now = rows.ToDictionary(row => row.Id);
        foreach (var ids in more.Where(id => !now.ContainsKey(id)).Distinct().ToList().Chunk(Chunk))
        {
            foreach (var row in await db.Set<T>().AsNoTracking().Where(row => ids.Contains(EF.Property<int>(row, "Id"))).ToListAsync(ct))
            {
                now[row.Id] = row;
            }
        }

        var told = await db.EntriesAsync<T>([.. now.Keys.Concat(more).Distinct()], span, ct);
        return new(now.Keys.Concat(told.Select(t => t.Key)).Distinct().ToDictionary(id => id, IReadOnlyList<Standing<T>> (id) => db.Undo(now.GetValueOrDefault(id), [.. told[id]], span)));
    }

    private static IQueryable<JournalEntry> Told<T>(this CrmDbContext db)
    {
        var subject = JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(T).Name);
        return db.Set<JournalEntry>().AsNoTracking().Where(e => e.Subject == subject);
    }

    private static async Task<ILookup<int, Told>> EntriesAsync<T>(this CrmDbContext db, IReadOnlyList<int> ids, UtcRange span, CancellationToken ct)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var entries = new List<JournalEntry>();
        foreach (var chunk in ids.Chunk(Chunk))
        {
            entries.AddRange(await db.Told<T>().Where(e => chunk.Contains(e.SubjectId) && e.At >= span.FromUtc).OrderBy(e => e.Seq).ToListAsync(ct));
        }

        return entries.ToLookup(e => e.SubjectId, e => Replay.Told.Of(type, e));
    }

    private static List<Standing<T>> Undo<T>(this CrmDbContext db, T? row, IReadOnlyList<Told> told, UtcRange span)
        where T : class
    {
        if (told.Count == 0)
        {
            return row is null || Began(db.Entry(row).CurrentValues, told) is not { } at || at < span.FromUtc
                ? [new(DateTime.MinValue, row)]
                : [new(DateTime.MinValue, null), new(at, row)];
        }

        var values = db.Entry(row ?? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))).CurrentValues.Clone();
        var there = row is not null;
        for (var i = told.Count - 1; i >= 0; i--)
        {
            there = (there || told[i].IsLast) && !told[i].IsFirst;
            Set(values, told[i].Fields.Select(f => (f.Field.Name, f.Before ?? Nothing(f.Field.ClrType))));
        }

        var standings = new List<Standing<T>> { new(DateTime.MinValue, there ? (T)values.ToObject() : null) };
        if (there && Began(values, told) is { } began && began >= span.FromUtc)
        {
            standings = [new(DateTime.MinValue, null), new(began, standings[0].Row)];
        }

        foreach (var next in told.TakeWhile(t => t.At < span.ToUtc))
        {
            there = (there || next.IsFirst) && !next.IsLast;
            Set(values, next.Fields.Select(f => (f.Field.Name, f.After ?? Nothing(f.Field.ClrType))));
            // Two of one moment are one for whoever looked: the later stands.
            var from = next.At < standings[^1].From ? standings[^1].From : next.At;
            if (standings[^1].From == from)
            {
                standings.RemoveAt(standings.Count - 1);
            }

            standings.Add(new(from, there ? (T)values.ToObject() : null));
        }

        return standings;
    }

    /// <summary>When a row came whose coming the journal does not tell, as of one that was brought in with many others; null where the row says nothing either.</summary>
    private static DateTime? Began(PropertyValues values, IReadOnlyList<Told> told) =>
        told.Any(t => t.IsFirst) ? null : values.Properties.FirstOrDefault(p => p.Name is "CreatedAt" or "ArrivedAt") is { } field ? (DateTime?)values[field] : null;

    private static object? Nothing(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? RuntimeHelpers.GetUninitializedObject(type) : null;

    private static void Set(PropertyValues values, IEnumerable<(string Name, object? Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }
    }
}
