using System.Globalization;
using System.Text;

namespace CrmLive.Core.Live;

/// <summary>What a node says of its onlookers in one NOTIFY: "node|topic.id:user,user|topic.id:". What stands without users has nobody there any more.</summary>
internal sealed record LookMessage(string Node, LookWord Word, IReadOnlyList<(Looked At, IReadOnlyList<int> UserIds)> Rooms)
{
    /// <summary>Asks the others to tell all they have.</summary>
    public static string Ask(string node) => $"{node}?";

    /// <summary>The node stops, and nobody looks at anything there.</summary>
    public static string Farewell(string node) => $"{node}-";

    public static IEnumerable<string> Write(string node, IEnumerable<(Looked At, int[] UserIds)> rooms)
    {
        var text = new StringBuilder(node);
        foreach (var (at, users) in rooms)
        {
            var room = string.Create(CultureInfo.InvariantCulture, $"|{(int)at.Topic}.{at.Id}:{string.Join(',', users)}");
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
        List<(Looked, IReadOnlyList<int>)> rooms = [];
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Split(':') is not [var what, var users] || what.Split('.') is not [var topicText, var idText] || Number(topicText) is not { } topic || !Enum.IsDefined((LiveTopic)topic) || Number(idText) is not { } id)
            {
                return null;
            }

            rooms.Add((new Looked((LiveTopic)topic, id), [.. users.Split(',').Select(Number).OfType<int>()]));
        }

        return parts[0].Length > 0 && rooms.Count > 0 ? new LookMessage(parts[0], LookWord.Tell, rooms) : null;
    }

    private static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

internal enum LookWord { Tell, Ask, Farewell }
