using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Core.Data;

/// <summary>How rows of one entity lie in their table: EF's own names, getters and conversions.</summary>
internal sealed class BulkTable
{
    private readonly string _table;

    public BulkTable(IEntityType entity)
    {
        var store = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        _table = store.Name;
        Columns = [.. entity.GetProperties().Select(p => new BulkColumn(p, p.GetColumnName(store)!))];
        Sequence = Columns.FirstOrDefault(c => c.IsGenerated) is { } key
            ? $"SELECT setval(pg_get_serial_sequence('\"{_table}\"', '{key.Name}'), (SELECT coalesce(max(\"{key.Name}\"), 0) + 1 FROM \"{_table}\"), false)"
            : null;
    }

    public string Name => _table;

    public IReadOnlyList<BulkColumn> Columns { get; }

    public string[] ParameterNames => [.. Columns.Select(c => c.Name)];

    public string Insert => $"INSERT INTO \"{_table}\" ({Names}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c.Name))})";

    public string Copy => $"COPY \"{_table}\" ({Names}) FROM STDIN (FORMAT BINARY)";

    /// <summary>PostgreSQL hands out ids from a sequence that has not seen ours.</summary>
    public string? Sequence { get; }

    private string Names => string.Join(", ", Columns.Select(c => $"\"{c.Name}\""));
}

internal sealed class BulkColumn(IProperty property, string name)
{
    private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

    public string Name => name;

    public string StoreType { get; } = property.GetColumnType();

    public DbType? Type { get; } = property.GetRelationalTypeMapping().DbType;

    public bool IsGenerated { get; } = property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType != typeof(string);

    public object? Read(object row) => property.GetGetter().GetClrValue(row) is { } value ? (_convert is null ? value : _convert(value)) : null;
}
