using MimeKit;

namespace CrmLive.Core.Post.Letters;

/// <summary>Reads what servers report (RFC 3464): only that a mail failed for good, and which of ours it was.</summary>
internal static class BounceReader
{
    public static Bounce? Read(MimeMessage mail)
    {
        if (mail.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } report)
        {
            return null;
        }

        var failed = report.StatusGroups.FirstOrDefault(group => group["Action"]?.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase) == true);
        return failed is not null && Original(mail) is { } id
            ? new Bounce(id, After(failed["Final-Recipient"] ?? failed["Original-Recipient"]), After(failed["Diagnostic-Code"] ?? failed["Status"]))
            : null;
    }

    /// <summary>The mail that was not delivered is attached whole, or its headers are.</summary>
    private static string? Original(MimeMessage mail) =>
        Parts(mail.Body).OfType<MessagePart>().Select(part => part.Message?.MessageId).FirstOrDefault(id => id is not null)
        ?? Parts(mail.Body).OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "rfc822-headers")).Select(part => Header(part.Text)).FirstOrDefault(id => id is not null);

    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity) => entity is Multipart many ? many.SelectMany(Parts) : entity is null ? [] : [entity];

    private static string? Header(string headers) => headers.ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal).Split('\n')
        .FirstOrDefault(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))?["Message-ID:".Length..].Trim(' ', '<', '>');

    // "rfc822; a@b" and "smtp; 550 …": what comes after the kind.
    private static string After(string? typed) => string.Join(' ', (typed ?? "").Split(';', 2)[^1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
