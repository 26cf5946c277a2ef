using CrmLive.Core.Common;
using MimeKit;

namespace CrmLive.Core.Post.Letters;

/// <summary>Makes a letter of a mail; the strangest mail makes a letter too, with less in it.</summary>
internal static class LetterReader
{
    private const int LongestText = 50_000;
    private const int MostAddresses = 50;
    private static readonly string[] Receivers = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"];

    public static Letter Read(MimeMessage mail, DateTime now)
    {
        var text = Text(mail);
        var from = mail.From.Mailboxes.FirstOrDefault() ?? mail.Sender;
        return new Letter
        {
            OnceKey = Letter.Once(mail.MessageId, from?.Address, Dated(mail) ? mail.Date : null, mail.Subject, text),
            From = Clean(from?.Address, 254),
            FromName = Clean(from?.Name, 200) is { Length: > 0 } name ? name : null,
            ReplyTo = mail.ReplyTo.Mailboxes.FirstOrDefault()?.Address is { } answers && !answers.Equals(from?.Address, StringComparison.OrdinalIgnoreCase) ? Clean(answers, 254) : null,
            To = [.. To(mail).Take(MostAddresses)],
            Answers = [.. new[] { mail.InReplyTo }.Concat(mail.References.Reverse()).OfType<string>().Distinct().Take(MostAddresses)],
            Subject = Clean(mail.Subject, 400),
            SentAt = Dated(mail) && mail.Date.UtcDateTime is var sent && sent <= now && sent > now.AddYears(-5) ? sent : now,
            Text = text,
            Files = [.. mail.BodyParts.OfType<MimePart>().Where(IsFile)],
            IsAutomatic = IsAutomatic(mail),
            Bounce = BounceReader.Read(mail),
        };
    }

    private static bool Dated(MimeMessage mail) => mail.Headers.Contains(HeaderId.Date) && mail.Date != default;

    private static IEnumerable<string> To(MimeMessage mail) =>
        mail.To.Mailboxes.Concat(mail.Cc.Mailboxes).Select(box => box.Address).Concat(mail.Headers.Where(h => Receivers.Contains(h.Field, StringComparer.OrdinalIgnoreCase)).Select(h => h.Value.Trim('<', '>', ' ')));

    private static string Text(MimeMessage mail)
    {
        var text = mail.TextBody is { } plain && !string.IsNullOrWhiteSpace(plain) ? plain : mail.HtmlBody is { } html ? HtmlText.Of(html) : "";
        return Clean(text, LongestText, keepLines: true);
    }

    /// <summary>What its writer attached: pictures of a signature, shown within the text, are none.</summary>
    private static bool IsFile(MimePart part) =>
        part.IsAttachment || (part is not TextPart && part.FileName is { Length: > 0 } && !(part.ContentId is { Length: > 0 } && part.ContentType.IsMimeType("image", "*")));

    private static bool IsAutomatic(MimeMessage mail)
    {
        bool Says(string header, params ReadOnlySpan<string> values)
        {
            var said = mail.Headers[header]?.Trim().ToLowerInvariant() ?? "";
            foreach (var value in values)
            {
                if (said.StartsWith(value, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        return Says("Auto-Submitted", "auto-") || Says("Precedence", "bulk", "junk", "list", "auto_reply") || Says("X-Autoreply", "yes") || mail.Headers.Contains("List-Id") || mail.Headers.Contains("X-Autorespond");
    }

    private static string Clean(string? text, int longest, bool keepLines = false)
    {
        var clean = PlainText.Of(text?.ReplaceLineEndings("\n"), keepLines);
        return clean.Length <= longest ? clean : clean[..(char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest)];
    }
}
