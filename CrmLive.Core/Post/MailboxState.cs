namespace CrmLive.Core.Post;

/// <summary>How far the mailbox has been read and which node reads it; one row. The place moves in the transaction of what the mail became.</summary>
public sealed class MailboxState
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;

    /// <summary>Whose numbers these are; another mailbox begins anew.</summary>
    public string Account { get; set; } = "";

    public long UidValidity { get; set; }
    public long LastUid { get; set; }

    /// <summary>What came before was there before us, and is not ours to take in.</summary>
    public DateTime Since { get; set; }

    public string? Node { get; set; }
    public DateTime? LeasedUntil { get; set; }

    /// <summary>The last time all was read.</summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>The server speaks up by itself.</summary>
    public bool Idles { get; set; }

    /// <summary>Why it is not read just now: the server's words, or one of <see cref="Mail.MailReasons"/>.</summary>
    public string? Trouble { get; set; }

    public DateTime? TroubleSince { get; set; }
}
