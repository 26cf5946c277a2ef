using CrmLive.Core.Submissions;
using CrmLive.Web.Live;

namespace CrmLive.Web.Submissions;

/// <summary>The inbox as the office has it now, and the leaves of this one screen that show a part of it. One per circuit; fed by <see cref="InboxWatch"/>.</summary>
public sealed class InboxFeed
{
    private readonly List<InboxLeaf> _leaves = [];

    public InboxNow Now { get; private set; } = InboxNow.Nothing;

    /// <summary>Takes a new snapshot and says which leaves have something new to show.</summary>
    public List<ILiveLeaf> Take(InboxNow now)
    {
        Now = now;
        var due = new List<ILiveLeaf>();
        foreach (var leaf in _leaves)
        {
            leaf.TakeInto(due);
        }

        return due;
    }

    internal void Join(InboxLeaf leaf) => _leaves.Add(leaf);

    internal void Leave(InboxLeaf leaf) => _leaves.Remove(leaf);
}
