namespace CrmLive.Core.Mail;

/// <summary>The outbox, seen by what is to be done about its mails.</summary>
public enum OutboxView { Waiting, Unclear, Failed, Sent, Discarded }

public static class OutboxViews
{
    internal static OutboxView Of(MailState state) => state switch
    {
        MailState.Queued or MailState.Sending => OutboxView.Waiting,
        MailState.Unclear => OutboxView.Unclear,
        MailState.Failed => OutboxView.Failed,
        MailState.Discarded => OutboxView.Discarded,
        _ => OutboxView.Sent,
    };

    internal static IReadOnlyList<MailState> States(OutboxView view) => [.. Enum.GetValues<MailState>().Where(state => Of(state) == view)];
}

/// <summary>A mail in the administrator's list.</summary>
public sealed record OutboxRow
{
    public required int Id { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public MailState State { get; init; }
    public DateTime QueuedAt { get; init; }

    /// <summary>When it is tried next, as long as it waits.</summary>
    public DateTime DueAt { get; init; }

    public DateTime? SentAt { get; init; }
    public int Attempts { get; init; }
    public string? Answer { get; init; }
}
