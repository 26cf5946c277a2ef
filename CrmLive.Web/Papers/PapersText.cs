namespace CrmLive.Web.Papers;

/// <summary>Texts of a client's documents, notes and consents.</summary>
public sealed class PapersText;
