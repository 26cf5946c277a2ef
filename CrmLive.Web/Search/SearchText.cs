namespace CrmLive.Web.Search;

/// <summary>Texts of the search.</summary>
public sealed class SearchText;
