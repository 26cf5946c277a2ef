using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Submissions;

/// <summary>One screen that shows who is like the person of a submission, and is told when that may have changed.</summary>
public sealed class SimilarityLook(Similarity similarity, Actor actor, int submissionId, Action<SimilarityLook> leave) : IDisposable
{
    private volatile Known? _known;
    private volatile bool _over;

    /// <summary>Another object with each ring.</summary>
    public SharedView<object> Rings { get; } = new(new object());

    public async Task<Alike?> SearchAsync(CancellationToken ct)
    {
        // While it reads it does not know yet what it will show: every ring is for it.
        _known = null;
        var (who, found) = await similarity.SearchAsync(actor, submissionId, ct);
        _known = who is null || found is null ? null : new Known(who, [.. Shown(found)]);
        return found;
    }

    internal void Ring()
    {
        if (!_over)
        {
            Rings.Publish(new object());
        }
    }

    internal bool IsFor(FindSubject subject, IReadOnlyList<int> ids, IReadOnlyList<Trait> traits) =>
        _known is not { } known || ids.Any(id => known.Shown.Contains((subject, id))) || traits.Any(trait => IsOf(trait, known.Who))
        || (subject == FindSubject.Submission && ids.Contains(submissionId));

    public void Dispose()
    {
        _over = true;
        leave(this);
    }

    private static bool IsOf(Trait trait, Likeness who) => trait.By switch
    {
        FoundBy.Name => NamedSo.IsName(trait.Text, who.Name),
        FoundBy.Phone => who.Phone?.TrimStart('+') == trait.Text,
        FoundBy.Email => who.Email is { } email && FindText.Cut(email) == trait.Text,
        _ => trait.Text == who.Pesel || trait.Text == who.IdCard,
    };

    private static IEnumerable<(FindSubject, int)> Shown(Alike found) =>
    [
        .. found.Clients.Select(c => (FindSubject.Client, c.Id)), .. found.Submissions.Select(s => (FindSubject.Submission, s.Id)), .. found.Leads.Select(l => (FindSubject.Lead, l.Id)),
    ];

    private sealed record Known(Likeness Who, HashSet<(FindSubject Subject, int Id)> Shown);
}
