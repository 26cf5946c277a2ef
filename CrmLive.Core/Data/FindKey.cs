namespace CrmLive.Core.Data;

/// <summary>One beginning by which a row is found while somebody types: whoever types "kow" asks for the keys from "kow" to just before "kox".</summary>
/// <remarks>A LIKE that begins with a percent sign reads every row; these keys are sorted, so a page of a hundred thousand costs a few steps.</remarks>
public sealed record FindKey
{
    public required FindSubject Subject { get; init; }
    public required int SubjectId { get; init; }
    public required FoundBy By { get; init; }

    /// <summary>The telephone or address that says so; 0 for the row itself. Two numbers of one client may end alike.</summary>
    public int PartId { get; init; }

    /// <summary>Lower ASCII, compared byte by byte on both databases.</summary>
    public required string Text { get; init; }
}

/// <summary>What is found; stored, so never renumbered.</summary>
public enum FindSubject { Client = 1, Lead = 2, Submission = 3, Unit = 4 }

/// <summary>By what, the likeliest meaning first; stored, so never renumbered.</summary>
public enum FoundBy { Name = 0, Phone = 1, Email = 2, Town = 3, Sound = 4 }

/// <summary>A row that is found while typing. It says by what, as it is now; the keys move by new minus old with the save itself.</summary>
public interface IFindable
{
    IEnumerable<FindKey> FindKeys();
}
