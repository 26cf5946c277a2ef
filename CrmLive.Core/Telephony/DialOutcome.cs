namespace CrmLive.Core.Telephony;

/// <summary>What came of a click on a number: the key of the call that begins, or why none does.</summary>
public sealed record DialOutcome(string? CallKey, string? Refusal)
{
    internal static DialOutcome Refused(string why) => new(null, why);
}
