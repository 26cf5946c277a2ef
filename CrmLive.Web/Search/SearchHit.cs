namespace CrmLive.Web.Search;

/// <summary>One thing found, whatever it is, and where it opens.</summary>
public sealed record SearchHit(SearchKind Kind, string Title, string? Detail, string Href);

public enum SearchKind { Page, Client, Lead, Submission, Unit }
