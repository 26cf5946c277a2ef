using System.Collections;
using System.Data.Common;
using System.Globalization;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Core.Data;

/// <summary>
/// Many new rows of one save, with their parts: one INSERT a kind, where EF makes a statement anew for every row.
/// They go the one path like any other row; only EF's change tracker is left out, so nothing else of the save may point at them.
/// </summary>
internal sealed class NewRows(CrmDbContext db, DbConnection connection, DbTransaction transaction)
{
    /// <summary>Every row written, the parts behind their whole.</summary>
    public List<(object Row, IEntityType Type)> Written { get; } = [];

    public async Task WriteAsync(IEnumerable<object> rows, CancellationToken ct)
    {
        foreach (var kind in rows.GroupBy(row => row.GetType()))
        {
            await WriteAsync(db.Model.FindEntityType(kind.Key)!, [.. kind], ct);
        }
    }

    public JournalEntry? Entry(object row, IEntityType type) =>
        row is IJournaled journaled ? JournalFields.EntryOfNew(journaled, type, db.HappeningOf(journaled)) : null;

    private async Task WriteAsync(IEntityType type, List<object> rows, CancellationToken ct)
    {
        var table = new BulkTable(type);
        var columns = table.Columns.Where(c => !c.IsGenerated).ToList();
        await using var insert = new Statement(connection, transaction,
            $"""INSERT INTO "{table.Name}" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select(c => "@" + c.Name))}) RETURNING "Id" """,
            [.. columns.Select(c => (c.Name, c.Type))]);
        var ids = await insert.RunAsync([.. rows.Select(row => columns.Select(c => c.Read(row)).ToArray())], ct);
        var key = type.FindPrimaryKey()!.Properties[0].PropertyInfo!;
        foreach (var (row, id) in rows.Zip(ids))
        {
            key.SetValue(row, Convert.ToInt32(id, CultureInfo.InvariantCulture));
            Written.Add((row, type));
        }

        foreach (var navigation in type.GetNavigations().Where(n => n.IsCollection && !n.ForeignKey.IsOwnership))
        {
            await WriteAsync(rows.SelectMany(row => PartsOf(row, navigation, key.GetValue(row))), ct);
        }
    }

    private static IEnumerable<object> PartsOf(object row, INavigation navigation, object? id)
    {
        foreach (var part in navigation.GetGetter().GetClrValue(row) as IEnumerable ?? Array.Empty<object>())
        {
            navigation.ForeignKey.Properties[0].PropertyInfo!.SetValue(part, id);
            yield return part;
        }
    }
}
