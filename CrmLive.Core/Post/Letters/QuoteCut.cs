using System.Text.RegularExpressions;

namespace CrmLive.Core.Post.Letters;

/// <summary>
/// What somebody has newly said, without the history that mail programs hang below it. In doubt nothing is cut: words that stand between
/// the quoted lines are the answer, and the whole mail is kept beside it anyway.
/// </summary>
internal static partial class QuoteCut
{
    public static string Said(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Enumerable.Range(0, lines.Length).Where(i => Begins(lines, i)).DefaultIfEmpty(lines.Length).First();
        var said = string.Join('\n', lines[..end]).TrimEnd();
        // A bare forward is all history.
        return said.Trim().Length > 0 ? said.Trim('\n') : text.Trim();
    }

    private static bool Begins(string[] lines, int i)
    {
        var line = lines[i].Trim();
        return lines[i] is "-- " or "--" ? !AnswersBelow(lines, i)
            : Divider().IsMatch(line) || IsHeaders(lines, i) ? true
            : IsIntroduction(lines, i) ? !AnswersBelow(lines, i)
            : line.StartsWith('>') && !AnswersBelow(lines, i);
    }

    /// <summary>Somebody wrote between or below what they quoted.</summary>
    private static bool AnswersBelow(string[] lines, int from)
    {
        var quoted = Array.FindIndex(lines, from, line => line.TrimStart().StartsWith('>'));
        var signature = Array.FindIndex(lines, from, line => line is "-- " or "--");
        return quoted >= 0 && lines[quoted..(signature > quoted ? signature : lines.Length)].Any(line => line.Trim() is { Length: > 0 } own && own[0] != '>');
    }

    /// <summary>"On Monday Ewa wrote:", which may be broken over three lines, and in whatever language with a quoted line below.</summary>
    private static bool IsIntroduction(string[] lines, int i)
    {
        for (var more = 0; more < 3 && i + more < lines.Length && lines[i + more].Trim().Length > 0; more++)
        {
            var joined = string.Join(' ', lines[i..(i + more + 1)].Select(line => line.Trim()));
            if (Introduction().IsMatch(joined))
            {
                return true;
            }

            if (joined.EndsWith(':') && lines[(i + more + 1)..].FirstOrDefault(line => line.Trim().Length > 0)?.TrimStart().StartsWith('>') == true)
            {
                return more == 0 || Dated().IsMatch(lines[i]);
            }
        }

        return false;
    }

    /// <summary>Outlook's block: "From:", and soon below "Sent:" or "To:".</summary>
    private static bool IsHeaders(string[] lines, int i) =>
        Sender().IsMatch(lines[i].Trim()) && lines[(i + 1)..Math.Min(lines.Length, i + 5)].Any(line => SentOrTo().IsMatch(line.Trim()));

    [GeneratedRegex(@"^(-{3,}|_{3,})\s*(Original Message|Forwarded message|Wiadomość oryginalna|Oryginalna wiadomość|Wiadomość przekazana|Исходное сообщение|Пересланное сообщение)?\s*(-{3,}|_{3,})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^(On\b.{5,200}\bwrote:|W dniu\b.{3,200}(napisał|napisała|napisał\(a\)|pisze):?|(pon|wt|śr|czw|pt|sob|niedz|nd)\.?,?.{3,200}(napisał|napisała|napisał\(a\)):|.{0,200}\d{1,4}.{0,200}(пишет|написал|написала|написал\(а\)):)$", RegexOptions.IgnoreCase)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"\d{1,2}[.:/ -]")]
    private static partial Regex Dated();

    [GeneratedRegex(@"^\*?(From|Od|От|От кого):\*?\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex Sender();

    [GeneratedRegex(@"^\*?(Sent|Date|To|Wysłano|Data|Do|Отправлено|Дата|Кому):\*?\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex SentOrTo();
}
