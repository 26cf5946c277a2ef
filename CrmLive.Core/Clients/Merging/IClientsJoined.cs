using CrmLive.Core.Data;

namespace CrmLive.Core.Clients;

/// <summary>What follows in other rooms when rows went from one client to another, in the transaction of the merge or of its undo.</summary>
public interface IClientsJoined
{
    Task JoinedAsync(CrmDbContext db, IReadOnlyCollection<int> clientIds, CancellationToken ct);
}
