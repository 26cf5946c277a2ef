namespace CrmLive.Core.Data.Finding;

/// <summary>A row that may be seen by whoever asks, as its slice says; one that is over stands behind those that are not.</summary>
internal sealed record Seen
{
    public required int Id { get; init; }
    public bool Over { get; init; }
}

/// <summary>What is found, who may see it, and in which order it is wanted.</summary>
internal sealed record FindScope(FindSubject Subject, IQueryable<Seen> Visible)
{
    /// <summary>Only somebody's own are visible, and mostly few: then each of those is asked.</summary>
    public bool Narrow { get; init; }

    /// <summary>So many are asked one by one in a few milliseconds, and sorted in memory; of more a range is walked until a page is full.</summary>
    public int Enough { get; init; } = 2_500;

    /// <summary>Those that are over come last; else nobody asks.</summary>
    public bool OverLast { get; init; }

    /// <summary>The latest first, instead of in the order of their names.</summary>
    public bool NewestFirst { get; init; }
}
