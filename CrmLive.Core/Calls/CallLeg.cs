using CrmLive.Core.Users;

namespace CrmLive.Core.Calls;

/// <summary>One employee's part in a call, with its own status and recording (C3).</summary>
public sealed class CallLeg
{
    public int Id { get; set; }
    public int CallId { get; set; }
    public Call? Call { get; set; }

    /// <summary>The exchange's id of the leg.</summary>
    public required string LegKey { get; set; }

    public string? Extension { get; set; }
    public int? UserId { get; set; }
    public User? User { get; set; }
    public LegRole Role { get; set; }
    public LegStatus Status { get; set; }
    public DateTime RangAt { get; set; }
    public DateTime? AnsweredAt { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>File below the recordings folder.</summary>
    public string? Recording { get; set; }
}
