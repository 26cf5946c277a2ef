using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Clients;

/// <summary>What a client is found by (A9): names and company, town, telephone, e-mail.</summary>
public static class ClientKeys
{
    /// <summary>The order of lists: last name first.</summary>
    public static string KeyOf(this Client client) => SearchKey.Of(client.LastName, client.FirstName, client.Company, client.Town);

    internal static IEnumerable<FindKey> Of(Client client)
    {
        var name = SearchKey.Of(client.LastName, client.FirstName, client.Company);
        return
        [
            .. FindText.Words(name, name).Select(text => Key(client.Id, FoundBy.Name, 0, text)),
            .. FindText.Words(SearchKey.Of(client.Town), name).Select(text => Key(client.Id, FoundBy.Town, 0, text)),
            .. FindText.Sounds(name).Select(text => Key(client.Id, FoundBy.Sound, 0, text)),
        ];
    }

    internal static IEnumerable<FindKey> Of(ClientPhone phone) =>
        FindText.Endings(phone.Raw, phone.E164).Select(text => Key(phone.ClientId, FoundBy.Phone, phone.Id, text));

    internal static IEnumerable<FindKey> Of(ClientEmail email) =>
        FindText.AddressParts(email.Folded).Select(text => Key(email.ClientId, FoundBy.Email, email.Id, text));

    private static FindKey Key(int clientId, FoundBy by, int partId, string text) =>
        new() { Subject = FindSubject.Client, SubjectId = clientId, By = by, PartId = partId, Text = text };
}
