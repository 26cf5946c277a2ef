namespace CrmLive.Core.Users;

/// <summary>How somebody likes a page to look, kept with the person and not with the browser; nobody's business, so not in the journal.</summary>
public sealed class OwnChoice
{
    public int UserId { get; set; }

    /// <summary>The page and what of it: "calendar".</summary>
    public required string Key { get; set; }

    /// <summary>JSON, read by the page that wrote it.</summary>
    public required string Value { get; set; }
}
