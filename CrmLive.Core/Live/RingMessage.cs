using System.Globalization;
using System.Text;

namespace CrmLive.Core.Live;

/// <summary>Doorbells as one NOTIFY carries them: "node seq|topic:id,id|topic:id". Ids only, in pieces that PostgreSQL takes.</summary>
internal static class RingMessage
{
    // PostgreSQL refuses a payload of 8,000 bytes; everything here is ASCII.
    internal const int Longest = 7_900;

    // So many ids of one topic are no longer news of rows but of the whole list.
    private const int MostIds = 2_000;

    /// <summary>The latest Seq of the group stands for all of it: it is sent after the last commit, so whoever re-reads then sees every one.</summary>
    public static IEnumerable<string> Write(string node, IEnumerable<LiveEvent> rings)
    {
        var all = rings.ToList();
        var head = string.Create(CultureInfo.InvariantCulture, $"{node} {all.Max(r => r.Seq)}");
        var text = new StringBuilder(head);
        foreach (var topic in all.GroupBy(r => r.Topic, r => r.Id))
        {
            var ids = topic.Distinct().ToList();
            var begun = false;
            foreach (var id in ids.Count > MostIds || ids.Contains(0) ? [0] : ids)
            {
                if (text.Length > Longest - 32)
                {
                    yield return text.ToString();
                    text.Clear().Append(head);
                    begun = false;
                }

                text.Append(CultureInfo.InvariantCulture, $"{(begun ? "," : $"|{(int)topic.Key}:")}{id}");
                begun = true;
            }
        }

        yield return text.ToString();
    }

    /// <summary>Null for what this version does not understand: another version of CrmLive may run on the other node.</summary>
    public static (string Node, IReadOnlyList<LiveEvent> Rings)? Read(string payload)
    {
        var parts = payload.Split('|');
        if (parts[0].Split(' ') is not [var node, var seqText] || !long.TryParse(seqText, CultureInfo.InvariantCulture, out var seq))
        {
            return null;
        }

        var rings = new List<LiveEvent>();
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Split(':') is not [var topicText, var ids] || !Enum.TryParse<LiveTopic>(topicText, out var topic) || !Enum.IsDefined(topic))
            {
                continue;
            }

            foreach (var id in ids.Split(','))
            {
                rings.Add(new LiveEvent(topic, int.TryParse(id, CultureInfo.InvariantCulture, out var known) ? known : 0, seq));
            }
        }

        return (node, rings);
    }
}
