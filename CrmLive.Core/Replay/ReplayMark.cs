namespace CrmLive.Core.Replay;

public enum ReplayMarkKind { Signed, Missed }

/// <summary>What one looks for on the bar of a day. It tells no more than a wall does.</summary>
public sealed record ReplayMark(DateTime At, ReplayMarkKind Kind, string What, int? BranchId);
