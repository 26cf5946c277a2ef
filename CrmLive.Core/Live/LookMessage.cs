using System.Globalization;
using System.Text;

namespace CrmLive.Core.Live;

/// <summary>What a node says of its onlookers in one NOTIFY: "node|client:user,user|client:". A card without users has nobody there any more.</summary>
internal sealed record LookMessage(string Node, LookWord Word, IReadOnlyList<(int ClientId, IReadOnlyList<int> UserIds)> Rooms)
{
    /// <summary>Asks the others to tell all they have.</summary>
    public static string Ask(string node) => $"{node}?";

    /// <summary>The node stops, and nobody looks at anything there.</summary>
    public static string Farewell(string node) => $"{node}-";

    public static IEnumerable<string> Write(string node, IEnumerable<(int ClientId, int[] UserIds)> rooms)
    {
        var text = new StringBuilder(node);
        foreach (var (client, users) in rooms)
        {
            var room = string.Create(CultureInfo.InvariantCulture, $"|{client}:{string.Join(',', users)}");
            if (text.Length + room.Length > RingMessage.Longest)
            {
                yield return text.ToString();
                text.Clear().Append(node);
            }

            text.Append(room);
        }

        if (text.Length > node.Length)
        {
            yield return text.ToString();
        }
    }

    /// <summary>Null for what this version does not understand: another version of CrmLive may run on the other node.</summary>
    public static LookMessage? Read(string payload)
    {
        if (payload is [.., '?' or '-'])
        {
            return new LookMessage(payload[..^1], payload[^1] == '?' ? LookWord.Ask : LookWord.Farewell, []);
        }

        var parts = payload.Split('|');
        List<(int, IReadOnlyList<int>)> rooms = [];
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Split(':') is not [var client, var users] || Number(client) is not { } id)
            {
                return null;
            }

            rooms.Add((id, [.. users.Split(',').Select(Number).OfType<int>()]));
        }

        return parts[0].Length > 0 && rooms.Count > 0 ? new LookMessage(parts[0], LookWord.Tell, rooms) : null;
    }

    private static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

internal enum LookWord { Tell, Ask, Farewell }
