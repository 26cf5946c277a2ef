using System.Data.Common;
using System.Globalization;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Core.Data;

/// <summary>
/// Many new rows of one save on SQLite, with their parts: one prepared INSERT a kind, where EF makes a statement anew for every row.
/// They go the one path like any other row; only EF's change tracker is left out, so nothing else of the save may point at them.
/// </summary>
internal sealed class NewRows(CrmDbContext db, DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    private readonly Dictionary<Type, Kind> _kinds = [];

    /// <summary>Every row written, the parts behind their whole.</summary>
    public List<(object Row, IEntityType Type)> Written { get; } = [];

    public async Task WriteAsync(object row, CancellationToken ct)
    {
        var kind = KindOf(row.GetType());
        for (var i = 0; i < kind.Columns.Count; i++)
        {
            kind.Insert.Parameters[i].Value = kind.Columns[i].Read(row) ?? DBNull.Value;
        }

        kind.Key.PropertyInfo!.SetValue(row, Convert.ToInt32(await kind.Insert.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture));
        Written.Add((row, kind.Type));
        foreach (var (parts, owner) in kind.Parts)
        {
            foreach (var part in parts.GetGetter().GetClrValue(row) as System.Collections.IEnumerable ?? Array.Empty<object>())
            {
                owner.PropertyInfo!.SetValue(part, kind.Key.GetGetter().GetClrValue(row));
                await WriteAsync(part, ct);
            }
        }
    }

    public JournalEntry? Entry(object row, IEntityType type) =>
        row is IJournaled journaled ? JournalFields.EntryOfNew(journaled, type, db.HappeningOf(journaled)) : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var kind in _kinds.Values)
        {
            await kind.Insert.DisposeAsync();
        }
    }

    private Kind KindOf(Type type)
    {
        if (!_kinds.TryGetValue(type, out var kind))
        {
            var entity = db.Model.FindEntityType(type)!;
            var table = new BulkTable(entity);
            var columns = table.Columns.Where(c => !c.IsGenerated).ToList();
            var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
            var insert = SqlText.Command(
                connection, transaction, $"INSERT INTO \"{table.Name}\" ({names}) VALUES ({string.Join(", ", columns.Select(c => "@" + c.Name))}) RETURNING \"Id\"", [.. columns.Select(c => c.Name)]);
            var parts = entity.GetNavigations().Where(n => n.IsCollection && !n.ForeignKey.IsOwnership).Select(n => (n, n.ForeignKey.Properties[0])).ToList();
            _kinds[type] = kind = new Kind(entity, insert, columns, entity.FindPrimaryKey()!.Properties[0], parts);
        }

        return kind;
    }

    private sealed record Kind(IEntityType Type, DbCommand Insert, List<BulkColumn> Columns, IProperty Key, List<(INavigation Parts, IProperty Owner)> Parts);
}
