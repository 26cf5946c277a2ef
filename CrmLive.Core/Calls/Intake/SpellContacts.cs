using System.Data.Common;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Keeps with the advisor's spell when they reached their client last, as a saved activity does.</summary>
internal sealed class SpellContacts(DirectWrite write, DatabaseKind kind)
{
    private readonly DbCommand _keep = write.Command(AdvisorSpell.KeepContact, "Id");

    // In a statement of its own: the next one then sees what an activity saved beside us has committed.
    private readonly DbCommand? _hold = kind == DatabaseKind.Postgres ? write.Command("""SELECT 1 FROM "Clients" WHERE "Id" = @Id FOR NO KEY UPDATE""", "Id") : null;

    public async Task FollowAsync(Call call, Call? before)
    {
        if (before?.ContactOf == call.ContactOf && before?.StartedAt == call.StartedAt) return;
        foreach (var client in new[] { before?.ContactOf?.ClientId, call.ContactOf?.ClientId }.OfType<int>().Distinct().Order())
        {
            _hold?.Set(client);
            await (_hold?.ExecuteNonQueryAsync() ?? Task.CompletedTask);
            _keep.Set(client);
            await _keep.ExecuteNonQueryAsync();
        }
    }
}
