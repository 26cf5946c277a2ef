namespace CrmLive.Web.Search;

/// <summary>One thing found, whatever it is, and where it opens.</summary>
public sealed record SearchHit(SearchKind Kind, string Title, string? Detail, string Href)
{
    /// <summary>A client who is served no longer; told apart by look, and by the word in the detail.</summary>
    public bool Finished { get; init; }
}

public enum SearchKind { Page, Client, Lead, Submission, Unit }
