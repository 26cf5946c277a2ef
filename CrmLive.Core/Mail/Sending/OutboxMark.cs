namespace CrmLive.Core.Mail.Sending;

/// <summary>How one mail's hand-over ended.</summary>
/// <param name="DueAt">When it is tried again, if it is.</param>
internal sealed record OutboxMark(LeasedMail Mail, MailState State, DateTime At, string? Answer, DateTime? DueAt = null)
{
    // RFC 5321, 4.5.4.1: "the give-up time generally needs to be at least 4-5 days"; a server may be away for a weekend.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(4);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Nothing was handed over: it may go again, later each time, and not for ever.</summary>
    public static OutboxMark Later(LeasedMail mail, DateTime now, string why) => now - mail.QueuedAt > Patience
        ? new OutboxMark(mail, MailState.Failed, now, why)
        : new OutboxMark(mail, MailState.Queued, now, why, now + BackOff(mail.Attempts));

    /// <summary>Half a minute, one, two … up to an hour.</summary>
    public static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 30 * Math.Pow(2, Math.Min(attempts, 10))));
}
