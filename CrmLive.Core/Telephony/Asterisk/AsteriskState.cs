namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>What the settings page shows of the connection to the exchange.</summary>
/// <param name="Since">Since when the connection is as it is, UTC.</param>
/// <param name="Error">Why the last connection ended or could not be made, in one sentence; kept while the next one works.</param>
public sealed record AsteriskState(AsteriskConnection Connection, DateTime Since, string? Error = null, DateTime? ErrorAt = null);

public enum AsteriskConnection
{
    Off,
    Connecting,
    Connected,
    /// <summary>The exchange does not accept user or secret; tried again only now and then, lest it lock us out.</summary>
    Refused,
}
