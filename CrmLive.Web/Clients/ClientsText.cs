namespace CrmLive.Web.Clients;

/// <summary>Texts of the client's card.</summary>
public sealed class ClientsText;
