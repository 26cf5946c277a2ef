namespace CrmLive.Core.Users;

/// <summary>A session as its owner or the administrator sees it in a list.</summary>
public sealed record SessionRow
{
    public required int Id { get; init; }
    public required DateTime StartedAt { get; init; }
    public required DateTime LastSeenAt { get; init; }
    public string? Ip { get; init; }
    public string? Browser { get; init; }
    public bool Mobile { get; init; }
}
