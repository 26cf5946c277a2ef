using CrmLive.Core.Common;
using CrmLive.Core.Live;

namespace CrmLive.Web.Live;

/// <summary>Somebody who has a client's card open now.</summary>
public sealed record Onlooker(int UserId, string Name);

/// <summary>Who looks at which card on this node (A19). Lives in memory only: whoever closes the page is gone with it.</summary>
public sealed class Onlookers
{
    private readonly Lock _coming = new();
    private readonly Dictionary<int, Room> _rooms = [];

    /// <summary>Stays until disposed of.</summary>
    public Look Enter(int clientId, Onlooker who)
    {
        lock (_coming)
        {
            if (!_rooms.TryGetValue(clientId, out var room))
            {
                _rooms[clientId] = room = new Room();
            }

            return new Look(this, clientId, room, room.Add(who));
        }
    }

    private void Leave(int clientId, Room room, int seat)
    {
        lock (_coming)
        {
            if (room.Remove(seat))
            {
                _rooms.Remove(clientId);
            }
        }
    }

    /// <summary>One screen's look at a card, and who else is there.</summary>
    public sealed class Look : IDisposable
    {
        private readonly Onlookers _all;
        private readonly int _clientId, _seat;
        private readonly Room _room;

        internal Look(Onlookers all, int clientId, Room room, int seat) => (_all, _clientId, _room, _seat) = (all, clientId, room, seat);

        public SharedView<ValueList<Onlooker>> Present => _room.Present;

        public void Dispose() => _all.Leave(_clientId, _room, _seat);
    }

    internal sealed class Room
    {
        private readonly SortedDictionary<int, Onlooker> _seats = [];
        private int _next;

        public SharedView<ValueList<Onlooker>> Present { get; } = new([]);

        public int Add(Onlooker who)
        {
            _seats[++_next] = who;
            Tell();
            return _next;
        }

        /// <summary>True when it is empty now.</summary>
        public bool Remove(int seat)
        {
            _seats.Remove(seat);
            Tell();
            return _seats.Count == 0;
        }

        // A person with two windows is still one person.
        private void Tell() => Present.Publish(_seats.Values.Distinct().ToValueList());
    }
}
