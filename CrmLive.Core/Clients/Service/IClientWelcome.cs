using CrmLive.Core.Data;

namespace CrmLive.Core.Clients;

/// <summary>What the office does about every new client, in the transaction that creates it. Clients do not know the diary, so the diary says it here.</summary>
public interface IClientWelcome
{
    Task WelcomeAsync(CrmDbContext db, Client client, CancellationToken ct);
}
