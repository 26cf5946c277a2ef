using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Clients;
using MimeKit;

namespace CrmLive.Core.Post.Letters;

/// <summary>A mail as CrmLive reads it: who wrote, what it answers, what it says.</summary>
internal sealed record Letter
{
    public required string OnceKey { get; init; }
    public required string From { get; init; }
    public string? FromName { get; init; }

    /// <summary>Where an answer to it would go, when that is not where it came from.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>All addresses it came to, also as servers on the way wrote them down.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Message-IDs it says it answers.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    public string Subject { get; init; } = "";
    public DateTime SentAt { get; init; }
    public string Text { get; init; } = "";
    public IReadOnlyList<MimePart> Files { get; init; } = [];

    /// <summary>Out of office, newsletters, lists.</summary>
    public bool IsAutomatic { get; init; }

    public Bounce? Bounce { get; init; }

    public string FromFolded => ClientCommands.Fold(From);

    /// <param name="text">Only where there is no Message-ID to tell two mails apart by.</param>
    public static string Once(string? messageId, string? from, DateTimeOffset? date, string? subject, string? text = null)
    {
        var told = string.Join('\n', messageId?.Trim('<', '>', ' '), from?.ToLowerInvariant(), date?.UtcTicks, subject?.Trim(), string.IsNullOrEmpty(messageId) ? text : null);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)));
    }
}

/// <summary>A server's report that a mail could not be delivered (RFC 3464).</summary>
/// <param name="MessageId">Of the mail that was not.</param>
internal sealed record Bounce(string MessageId, string Receiver, string Words);
