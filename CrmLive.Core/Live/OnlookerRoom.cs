using CrmLive.Core.Common;

namespace CrmLive.Core.Live;

/// <summary>Who looks at one card or submission; guarded by <see cref="Onlookers"/>.</summary>
internal sealed class OnlookerRoom
{
    private readonly SortedDictionary<int, int> _seats = [];
    private readonly SortedDictionary<string, (IReadOnlyList<int> UserIds, DateTime Until)> _elsewhere = new(StringComparer.Ordinal);
    private int _next;

    public SharedView<ValueList<int>> Present { get; } = new([]);

    public int[] Here => [.. _seats.Values.Distinct()];

    public bool IsEmpty => _seats.Count == 0 && _elsewhere.Count == 0;

    public int Add(int userId)
    {
        _seats[++_next] = userId;
        Tell();
        return _next;
    }

    public void Remove(int seat)
    {
        _seats.Remove(seat);
        Tell();
    }

    public void Hear(string node, IReadOnlyList<int> userIds, DateTime until)
    {
        if (userIds.Count == 0)
        {
            _elsewhere.Remove(node);
        }
        else
        {
            _elsewhere[node] = (userIds, until);
        }

        Tell();
    }

    public void Forget(Func<string, DateTime, bool> gone)
    {
        foreach (var node in _elsewhere.Where(one => gone(one.Key, one.Value.Until)).Select(one => one.Key).ToList())
        {
            _elsewhere.Remove(node);
        }

        Tell();
    }

    // A person with two windows, or at two nodes, is still one person. The nodes say the same again and again: that is no news.
    private void Tell()
    {
        var present = _seats.Values.Concat(_elsewhere.Values.SelectMany(one => one.UserIds)).Distinct().ToValueList();
        if (!present.Equals(Present.Current.Value))
        {
            Present.Publish(present);
        }
    }
}
