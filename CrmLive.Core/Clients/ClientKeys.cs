using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Clients;

/// <summary>What a client is found by (A9): names and company, town, telephone, e-mail.</summary>
public static class ClientKeys
{
    /// <summary>The order of lists: last name first.</summary>
    public static string KeyOf(this Client client) => SearchKey.Of(client.LastName, client.FirstName, client.Company, client.Town);

    internal static IEnumerable<FindKey> Of(Client client) =>
        FindKey.OfName(FindSubject.Client, client.Id, SearchKey.Of(client.LastName, client.FirstName, client.Company), SearchKey.Of(client.Town));

    /// <summary>Whoever asks for the wife finds the client.</summary>
    internal static IEnumerable<FindKey> Of(ClientPerson person) =>
        FindKey.OfName(FindSubject.Client, person.ClientId, SearchKey.Of(person.LastName, person.FirstName), partId: person.Id);

    internal static IEnumerable<FindKey> Of(ClientPhone phone) => FindKey.OfPhone(FindSubject.Client, phone.ClientId, phone.Raw, phone.E164, phone.Id);

    internal static IEnumerable<FindKey> Of(ClientEmail email) => FindKey.OfEmail(FindSubject.Client, email.ClientId, email.Folded, email.Id);
}
