using CrmLive.Core.Common;

namespace CrmLive.Core.Clients;

public static class ClientKeys
{
    /// <summary>What the client is found by, besides telephone and e-mail (A9): names, company, town.</summary>
    public static string KeyOf(this Client client) => SearchKey.Of(client.LastName, client.FirstName, client.Company, client.Town);
}
