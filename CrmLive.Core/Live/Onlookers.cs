using CrmLive.Core.Common;

namespace CrmLive.Core.Live;

/// <summary>
/// Who has which client's card or submission open now (A19, B21): at this node and, as <see cref="LookRelay"/> hears it, at the others. Ids and nothing else; in
/// memory only, so whoever closes the page is gone with it.
/// </summary>
public sealed class Onlookers
{
    private readonly Lock _coming = new();
    private readonly Dictionary<Looked, OnlookerRoom> _rooms = [];

    /// <summary>Somebody of this node came to it or left it.</summary>
    public event Action<Looked>? ChangedHere;

    /// <summary>Stays until disposed of.</summary>
    public Look Enter(Looked at, int userId)
    {
        Look look;
        lock (_coming)
        {
            var room = RoomOf(at);
            look = new Look(this, at, room, room.Add(userId));
        }

        ChangedHere?.Invoke(at);
        return look;
    }

    /// <summary>Everybody of this node, for the other ones; of what is named, else of all that is open.</summary>
    internal IReadOnlyList<(Looked At, int[] UserIds)> Here(IEnumerable<Looked>? some)
    {
        lock (_coming)
        {
            return [.. (some ?? [.. _rooms.Keys]).Select(at => (at, _rooms.TryGetValue(at, out var room) ? room.Here : []))];
        }
    }

    /// <summary>What another node says of one of them; it counts until then, unless it is said again.</summary>
    internal void Hear(string node, Looked at, IReadOnlyList<int> userIds, DateTime until)
    {
        lock (_coming)
        {
            if (userIds.Count > 0 || _rooms.ContainsKey(at))
            {
                RoomOf(at).Hear(node, userIds, until);
                DropEmpty(at);
            }
        }
    }

    /// <summary>Of a node that has gone, or that has said nothing for too long.</summary>
    internal void Forget(Func<string, DateTime, bool> gone)
    {
        lock (_coming)
        {
            foreach (var (id, room) in _rooms.ToList())
            {
                room.Forget(gone);
                DropEmpty(id);
            }
        }
    }

    private void Leave(Looked at, OnlookerRoom room, int seat)
    {
        lock (_coming)
        {
            room.Remove(seat);
            DropEmpty(at);
        }

        ChangedHere?.Invoke(at);
    }

    private OnlookerRoom RoomOf(Looked at)
    {
        if (!_rooms.TryGetValue(at, out var room))
        {
            _rooms[at] = room = new OnlookerRoom();
        }

        return room;
    }

    private void DropEmpty(Looked at)
    {
        if (_rooms.TryGetValue(at, out var room) && room.IsEmpty)
        {
            _rooms.Remove(at);
        }
    }

    /// <summary>One screen's look, and who is there.</summary>
    public sealed class Look : IDisposable
    {
        private readonly Onlookers _all;
        private readonly Looked _at;
        private readonly int _seat;
        private readonly OnlookerRoom _room;
        private int _left;

        internal Look(Onlookers all, Looked at, OnlookerRoom room, int seat) => (_all, _at, _room, _seat) = (all, at, room, seat);

        /// <summary>Ids of users, oneself among them.</summary>
        public SharedView<ValueList<int>> Present => _room.Present;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                _all.Leave(_at, _room, _seat);
            }
        }
    }
}
