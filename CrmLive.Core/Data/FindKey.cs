using CrmLive.Core.Common;

namespace CrmLive.Core.Data;

/// <summary>One beginning by which a row is found while somebody types: whoever types "kow" asks for the keys from "kow" to just before "kox".</summary>
/// <remarks>A LIKE that begins with a percent sign reads every row; these keys are sorted, so a page of a hundred thousand costs a few steps.</remarks>
public sealed record FindKey
{
    public required FindSubject Subject { get; init; }
    public required int SubjectId { get; init; }
    public required FoundBy By { get; init; }

    /// <summary>The telephone, address or person that says so; 0 for the row itself. Two numbers of one client may end alike.</summary>
    public int PartId { get; init; }

    /// <summary>Lower ASCII, compared byte by byte on both databases.</summary>
    public required string Text { get; init; }

    /// <summary>By each word of a name and of a town, and by what the name sounds like.</summary>
    internal static IEnumerable<FindKey> OfName(FindSubject subject, int id, string name, string town = "", int partId = 0)
    {
        var sounds = string.Join(' ', FindText.Sounds(name));
        var whole = $"{name} {town} {sounds}";
        return Of(subject, id, FoundBy.Name, FindText.Words(name, whole), partId)
            .Concat(Of(subject, id, FoundBy.Town, FindText.Words(town, whole), partId))
            .Concat(Of(subject, id, FoundBy.Sound, FindText.Words(sounds, whole), partId));
    }

    internal static IEnumerable<FindKey> OfPhone(FindSubject subject, int id, string? raw, string? e164, int partId = 0) =>
        Of(subject, id, FoundBy.Phone, FindText.Endings(raw ?? "", e164), partId);

    internal static IEnumerable<FindKey> OfEmail(FindSubject subject, int id, string? address, int partId = 0) =>
        Of(subject, id, FoundBy.Email, FindText.AddressParts(FindText.Address(address ?? "")), partId);

    private static IEnumerable<FindKey> Of(FindSubject subject, int id, FoundBy by, IEnumerable<string> texts, int partId = 0) =>
        texts.Select(text => new FindKey { Subject = subject, SubjectId = id, By = by, PartId = partId, Text = text });
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
