namespace CrmLive.Web.Import;

/// <summary>Texts of the import of clients.</summary>
public sealed class ImportText;
