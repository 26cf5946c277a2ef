namespace CrmLive.Core.Wall;

/// <summary>A television that shows a code and waits. What it keeps in its cookie becomes a screen's when an administrator types the code.</summary>
public sealed class ScreenPairing
{
    public int Id { get; set; }
    public required string Code { get; set; }
    public required string Hash { get; set; }
    public DateTime AskedAt { get; set; }
    public DateTime ExpiresAt { get; set; }

    /// <summary>Told to the administrator before they approve.</summary>
    public string? Ip { get; set; }
}
