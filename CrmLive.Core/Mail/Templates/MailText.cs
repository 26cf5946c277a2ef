using System.Text.RegularExpressions;

namespace CrmLive.Core.Mail;

/// <summary>A mail's words with blanks in braces. A line, and a paragraph, all of whose blanks stay empty is left out, so that "Place: {place}" needs no rule of its own.</summary>
public sealed partial record MailText(string Subject, string Body)
{
    public IEnumerable<string> Blanks => Blank().Matches(Subject + "\n" + Body).Select(blank => blank.Groups[1].Value).Distinct(StringComparer.Ordinal);

    public MailText Fill(IReadOnlyDictionary<string, string?> values)
    {
        var paragraphs = Paragraphs(Body).Select(paragraph => Fill(paragraph, values)).Where(paragraph => paragraph.Length > 0);
        return new MailText(OneLine(Fill(OneLine(Subject), values)), string.Join("\n\n", paragraphs) + "\n");
    }

    private static string Fill(string paragraph, IReadOnlyDictionary<string, string?> values) =>
        IsEmpty(paragraph, values) ? "" : string.Join('\n', paragraph.Split('\n').Where(line => !IsEmpty(line, values)).Select(line => Blank().Replace(line, blank => values.GetValueOrDefault(blank.Groups[1].Value) ?? ""))).TrimEnd();

    private static bool IsEmpty(string text, IReadOnlyDictionary<string, string?> values) =>
        Blank().Matches(text) is { Count: > 0 } blanks && blanks.All(blank => string.IsNullOrWhiteSpace(values.GetValueOrDefault(blank.Groups[1].Value)));

    private static string[] Paragraphs(string body) => Gap().Split(body.ReplaceLineEndings("\n").Trim('\n', ' '));

    // A subject is a header: a line break within it would be another header.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\{([a-z][a-z-]*)\}")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex Gap();
}
