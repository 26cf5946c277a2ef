using CrmLive.Core.Documents;
using CrmLive.Core.Post.Letters;
using MimeKit;

namespace CrmLive.Core.Post.Sorting;

/// <summary>The files of a letter in the store, by its rules; forgotten again when the row that was to speak of them is not written.</summary>
internal sealed class KeptFiles(DocumentStore store)
{
    private const int Most = 10;
    private readonly List<StoredDocument> _kept = [];
    private readonly List<string> _left = [];

    public IReadOnlyList<StoredDocument> Kept => _kept;

    /// <summary>Names of those that were not taken; null when all were.</summary>
    public string? LeftOut => Names(_left);

    public async Task KeepAsync(Letter letter, CancellationToken ct)
    {
        foreach (var part in letter.Files)
        {
            var name = DocumentNameOf(part);
            if (_kept.Count >= Most || part.Content is null)
            {
                _left.Add(name);
                continue;
            }

            await using var content = part.Content.Open();
            var (stored, _) = await store.KeepAsync(name, content, ct);
            if (stored is null)
            {
                _left.Add(name);
            }
            else
            {
                _kept.Add(stored);
            }
        }
    }

    /// <summary>There are too many already: named, and not kept.</summary>
    public void LeaveOut(Letter letter) => _left.AddRange(letter.Files.Select(DocumentNameOf));

    public void Forget() => _kept.ForEach(file => store.Forget(file.StoredAs));

    public static string? Names(IEnumerable<string> files) => string.Join(", ", files) switch
    {
        "" => null,
        { Length: > 500 } many => many[..499] + "…",
        var names => names,
    };

    public static string DocumentNameOf(MimePart part) => part.FileName is { Length: > 0 } name ? (name.Length > 200 ? name[..200] : name) : "file";
}
