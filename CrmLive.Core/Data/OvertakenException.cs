using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>Two read the same rows and each wrote another one by them; the second looks again. No version of a row can tell that.</summary>
public sealed class OvertakenException() : DbUpdateConcurrencyException("What this save relied on was changed by another one.")
{
    // After the rows that keep a summary are held: on PostgreSQL each question then sees what whoever held them until now has committed.
    internal static async Task CheckAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<(string Statement, int Id)> relied, CancellationToken ct)
    {
        foreach (var (statement, id) in relied)
        {
            await using var ask = SqlText.Command(connection, transaction, statement, "Id");
            ask.Set(id);
            _ = await ask.ExecuteScalarAsync(ct) ?? throw new OvertakenException();
        }
    }
}
