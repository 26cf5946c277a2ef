namespace CrmLive.Core.Telephony;

/// <summary>An exchange that can be asked about its calls, as Asterisk can; one that only sends to us (a webhook) cannot.</summary>
public interface IAskableExchange
{
    /// <summary>As in <see cref="CallEvent.Exchange"/>.</summary>
    string Exchange { get; }

    /// <summary>Whether the call is still going on there; null when it cannot be said just now.</summary>
    ValueTask<bool?> KnowsAsync(string callKey, CancellationToken ct);
}
