using System.Text;
using MimeKit.Text;

namespace CrmLive.Core.Post.Letters;

/// <summary>The words of an HTML mail, and nothing that a browser would run, load or hide: no tag comes through, so nothing of it is ever HTML again.</summary>
internal static class HtmlText
{
    private const int LongestHtml = 2_000_000;

    public static string Of(string html)
    {
        var tokens = new HtmlTokenizer(new StringReader(html.Length > LongestHtml ? html[..LongestHtml] : html)) { DecodeCharacterReferences = true };
        var (text, unseen, quoted) = (new StringBuilder(), 0, 0);
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                var opens = tag.IsEndTag ? -1 : tag.IsEmptyElement ? 0 : 1;
                unseen = Math.Max(0, unseen + (IsUnseen(tag.Id) ? opens : 0));
                quoted = Math.Max(0, quoted + (tag.Id == HtmlTagId.BlockQuote ? opens : 0));
                Break(text, tag, quoted);
            }
            else if (token is HtmlDataToken { Data: { } data } && token.Kind == HtmlTokenKind.Data && unseen == 0)
            {
                Write(text, data);
            }
        }

        return Tidy(text.ToString());
    }

    private static bool IsUnseen(HtmlTagId tag) => tag is HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Head or HtmlTagId.Title or HtmlTagId.Object;

    private static void Break(StringBuilder text, HtmlTagToken tag, int quoted)
    {
        switch (tag.Id)
        {
            case HtmlTagId.Br when !tag.IsEndTag:
                Line(text, quoted);
                break;
            case HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.Table or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.BlockQuote or HtmlTagId.HR:
                Line(text, quoted);
                Line(text, quoted);
                break;
            case HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI:
                Line(text, quoted);
                break;
            case HtmlTagId.TD or HtmlTagId.TH when tag.IsEndTag:
                text.Append('\t');
                break;
            default:
                break;
        }
    }

    private static void Line(StringBuilder text, int quoted)
    {
        if (text.Length > 0)
        {
            text.Append('\n').Append('>', quoted).Append(quoted > 0 ? " " : "");
        }
    }

    // White space of the source means one blank, as in a browser.
    private static void Write(StringBuilder text, string data)
    {
        foreach (var letter in data)
        {
            if (!char.IsWhiteSpace(letter) || letter == '\u00a0')
            {
                text.Append(letter == '\u00a0' ? ' ' : letter);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }

    private static string Tidy(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Select(line => line.Trim('>', ' ').Length == 0 ? "" : line))
        {
            if (line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0))
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines).Trim();
    }
}
