using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Tests.Data;

/// <summary>EF drops its own index of a foreign key where another begins with the same column, be it an index of a few rows alone: then every look at "those of this client" reads them all.</summary>
public sealed class ForeignKeyTests
{
    /// <summary>Where the few rows of the index are all that is ever asked for.</summary>
    private static readonly HashSet<string> Few = ["Reminder.UserId"];

    [Fact, Trait("Feature", "A19")]
    public async Task Every_foreign_key_begins_an_index_of_all_its_rows()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var db = office.Crm.Open(Actor.System);
        var bare =
            from type in db.Model.GetEntityTypes()
            from key in type.GetForeignKeys()
            let column = key.Properties[0]
            where !Begins(type, column)
            select $"{type.ClrType.Name}.{column.Name}";
        Assert.Empty(bare.Distinct().Except(Few));
    }

    private static bool Begins(IEntityType type, IProperty column) =>
        type.GetKeys().Any(key => key.Properties[0] == column) || type.GetIndexes().Any(index => index.Properties[0] == column && index.GetFilter() is null);
}
