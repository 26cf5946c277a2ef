using CrmLive.Core.Common;

namespace CrmLive.Core.Live;

/// <summary>
/// Who has which client's card open now (A19): at this node and, as <see cref="LookRelay"/> hears it, at the others. Ids and nothing else; in
/// memory only, so whoever closes the page is gone with it.
/// </summary>
public sealed class Onlookers
{
    private readonly Lock _coming = new();
    private readonly Dictionary<int, OnlookerRoom> _rooms = [];

    /// <summary>Somebody of this node came to a card or left it.</summary>
    public event Action<int>? ChangedHere;

    /// <summary>Stays until disposed of.</summary>
    public Look Enter(int clientId, int userId)
    {
        Look look;
        lock (_coming)
        {
            var room = RoomOf(clientId);
            look = new Look(this, clientId, room, room.Add(userId));
        }

        ChangedHere?.Invoke(clientId);
        return look;
    }

    /// <summary>Everybody of this node, for the other ones; of the cards named, else of all that are open.</summary>
    internal IReadOnlyList<(int ClientId, int[] UserIds)> Here(IEnumerable<int>? clients)
    {
        lock (_coming)
        {
            return [.. (clients ?? [.. _rooms.Keys]).Select(id => (id, _rooms.TryGetValue(id, out var room) ? room.Here : []))];
        }
    }

    /// <summary>What another node says of a card; it counts until then, unless it is said again.</summary>
    internal void Hear(string node, int clientId, IReadOnlyList<int> userIds, DateTime until)
    {
        lock (_coming)
        {
            if (userIds.Count > 0 || _rooms.ContainsKey(clientId))
            {
                RoomOf(clientId).Hear(node, userIds, until);
                DropEmpty(clientId);
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

    private void Leave(int clientId, OnlookerRoom room, int seat)
    {
        lock (_coming)
        {
            room.Remove(seat);
            DropEmpty(clientId);
        }

        ChangedHere?.Invoke(clientId);
    }

    private OnlookerRoom RoomOf(int clientId)
    {
        if (!_rooms.TryGetValue(clientId, out var room))
        {
            _rooms[clientId] = room = new OnlookerRoom();
        }

        return room;
    }

    private void DropEmpty(int clientId)
    {
        if (_rooms.TryGetValue(clientId, out var room) && room.IsEmpty)
        {
            _rooms.Remove(clientId);
        }
    }

    /// <summary>One screen's look at a card, and who is there.</summary>
    public sealed class Look : IDisposable
    {
        private readonly Onlookers _all;
        private readonly int _clientId, _seat;
        private readonly OnlookerRoom _room;
        private int _left;

        internal Look(Onlookers all, int clientId, OnlookerRoom room, int seat) => (_all, _clientId, _room, _seat) = (all, clientId, room, seat);

        /// <summary>Ids of users, oneself among them.</summary>
        public SharedView<ValueList<int>> Present => _room.Present;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                _all.Leave(_clientId, _room, _seat);
            }
        }
    }
}
