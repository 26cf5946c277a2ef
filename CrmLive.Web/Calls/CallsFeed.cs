using CrmLive.Core.Calls;
using CrmLive.Web.Live;

namespace CrmLive.Web.Calls;

/// <summary>The calls as this one screen may see them, and the leaves that show a part of them. One per circuit; fed by <see cref="CallsWatch"/>.</summary>
public sealed class CallsFeed
{
    private readonly List<CallsLeaf> _leaves = [];

    public CallsNow Now { get; private set; } = CallsNow.Nothing;

    /// <summary>Takes a new snapshot and says which leaves have something new to show.</summary>
    public List<ILiveLeaf> Take(CallsNow now)
    {
        Now = now;
        var due = new List<ILiveLeaf>();
        foreach (var leaf in _leaves)
        {
            leaf.TakeInto(due);
        }

        return due;
    }

    internal void Join(CallsLeaf leaf) => _leaves.Add(leaf);

    internal void Leave(CallsLeaf leaf) => _leaves.Remove(leaf);
}
