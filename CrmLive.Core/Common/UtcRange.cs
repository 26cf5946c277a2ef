namespace CrmLive.Core.Common;

/// <summary>A stretch of time with its start and without its end, so that neighbouring days share no moment and miss none.</summary>
public readonly record struct UtcRange(DateTime FromUtc, DateTime ToUtc)
{
    public TimeSpan Length => ToUtc - FromUtc;

    public bool Contains(DateTime utc) => utc >= FromUtc && utc < ToUtc;
}
