namespace CrmLive.Core.Telephony;

/// <summary>An exchange that can be asked to ring an employee's telephone and dial a number for them (C28).</summary>
public interface IDialingExchange
{
    /// <summary>Whether it could just now.</summary>
    bool CanDial { get; }

    Task<DialOutcome> DialAsync(string extension, string number, CancellationToken ct);
}
