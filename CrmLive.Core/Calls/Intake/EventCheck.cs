using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>What an event must be like to be kept. Looks at it alone; whether it makes sense beside others is for <see cref="CallTracker"/>.</summary>
internal static class EventCheck
{
    private const int Longest = 200;
    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Null when nothing is.</summary>
    public static string? WhatIsWrong(CallEvent e, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(e.Exchange)) return "The exchange is not named.";
        if (string.IsNullOrWhiteSpace(e.EventId)) return "The event has no id.";
        if (string.IsNullOrWhiteSpace(e.CallKey)) return "The event names no call.";
        if (!Enum.IsDefined(e.Kind)) return "This kind of event is not known.";
        if (e.At.Kind != DateTimeKind.Utc) return "The time is not UTC.";
        if (e.At < Earliest) return "The time lies before the year 2000.";
        // An exchange with a wrong clock would ring on the panel until its date comes.
        if (e.At > now.AddDays(1)) return "The time lies more than a day ahead.";
        if (Texts(e).Any(text => text is { Length: > Longest })) return $"A text is longer than {Longest} characters.";
        if (Texts(e).Any(text => text is not null && !IsStorable(text))) return "A text contains characters that no database keeps.";
        return IsInside(e.Recording) ? null : "The recording lies outside the recordings folder.";
    }

    // Finer than a microsecond PostgreSQL forgets, and the call would seem to have changed each time it is read.
    public static CallEvent Normal(CallEvent e) => e.At.Ticks % 10 == 0 ? e : e with { At = e.At.AddTicks(-(e.At.Ticks % 10)) };

    private static string?[] Texts(CallEvent e) =>
        [e.Exchange, e.EventId, e.CallKey, e.Caller, e.CallerName, e.Line, e.Leg, e.Extension, e.Queue, e.Recording];

    private static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i])) return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return false;
        }
        return true;
    }

    private static bool IsInside(string? file) =>
        file is null || (!Path.IsPathRooted(file) && !file.Contains('\\') && !file.Split('/').Contains(".."));
}
