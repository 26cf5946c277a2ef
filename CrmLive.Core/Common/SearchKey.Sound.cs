using System.Text;

namespace CrmLive.Core.Common;

public static partial class SearchKey
{
    // What is heard alike and spelled one way or the other: Kowalski, Kovalsky; Schmidt, Szmit; Rzepa, Żepa; Chojnacki, Hojnacki.
    private static readonly (string Spelled, string Heard)[] Sounds =
    [
        ("shch", "s"), ("tsch", "c"), ("szcz", "s"), ("sch", "s"), ("sh", "s"), ("sz", "s"), ("ch", "h"), ("kh", "h"), ("cz", "c"), ("tch", "c"),
        ("tz", "c"), ("ts", "c"), ("rz", "z"), ("zh", "z"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("dt", "t"), ("qu", "kv"),
        ("ia", "a"), ("ie", "e"), ("io", "o"), ("iu", "u"), ("ya", "a"), ("ye", "e"), ("yo", "o"), ("yu", "u"), ("ja", "a"), ("je", "e"), ("jo", "o"), ("ju", "u"),
        ("w", "v"), ("y", "i"), ("j", "i"), ("o", "u"), ("x", "ks"), ("d", "t"), ("b", "p"), ("g", "k"),
    ];

    /// <summary>How a folded word sounds to somebody who hears it on the telephone and writes it down.</summary>
    public static string Sound(string word)
    {
        var heard = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (spelled, sound) = Array.Find(Sounds, s => string.CompareOrdinal(word, at, s.Spelled, 0, s.Spelled.Length) == 0);
            sound ??= word[at].ToString();
            at += spelled?.Length ?? 1;
            foreach (var letter in sound.Where(letter => heard.Length == 0 || heard[^1] != letter))
            {
                heard.Append(letter);
            }
        }

        return heard.ToString();
    }
}
