using System.Collections.Immutable;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>What any event of the call may mention; the earliest one that does is believed, so a lost "started" costs nothing.</summary>
internal sealed record CallFacts(CallDirection Direction, string? Caller, string? CallerName, string? Line, string? Queue, bool Rang)
{
    // What exchanges and carriers write in place of a number that was withheld.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "anonymous", "unknown", "private", "restricted", "withheld", "unavailable", "asserted-identity", "<unknown>",
    };

    public static CallFacts Of(ImmutableArray<CallEvent> ordered) => new(
        First(ordered, e => e.Direction) ?? CallDirection.Inbound,
        FirstText(ordered, e => Shown(e.Caller)),
        FirstText(ordered, e => Shown(e.CallerName)),
        FirstText(ordered, e => e.Line),
        FirstText(ordered, e => e.Queue),
        ordered.Any(e => e.Kind == CallEventKind.Ringing));

    private static string? Shown(string? number) => number is null || Hidden.Contains(number.Trim()) ? null : number;

    private static string? FirstText(ImmutableArray<CallEvent> ordered, Func<CallEvent, string?> fact) =>
        ordered.Select(fact).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

    private static T? First<T>(ImmutableArray<CallEvent> ordered, Func<CallEvent, T?> fact) where T : struct =>
        ordered.Select(fact).FirstOrDefault(value => value is not null);
}
