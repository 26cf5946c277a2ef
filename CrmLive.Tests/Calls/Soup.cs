using CrmLive.Core.Telephony;

namespace CrmLive.Tests.Calls;

/// <summary>Events of one call drawn without any sense: few moments, few legs, so that everything collides.</summary>
internal static class Soup
{
    public static CallEvent[] Of(Random random) => [.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => Event(random))];

    private static CallEvent Event(Random random) => new()
    {
        Exchange = random.Next(10) == 0 ? "other" : "test",
        CallKey = "call-1",
        // Ids collide at times, with other contents: an exchange that counts from one again after its restart.
        EventId = random.Next(60).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Kind = Pick(random, Enum.GetValues<CallEventKind>()),
        At = Told.At(random.Next(12)),
        Direction = Pick<CallDirection?>(random, [null, CallDirection.Inbound, CallDirection.Outbound, CallDirection.Internal]),
        Caller = Pick(random, [null, "", "anonymous", "600111222", "+48600111222"]),
        Line = Pick(random, [null, "+48221234567"]),
        Leg = Pick(random, [null, null, "", "a", "b", "a~2", "101"]),
        Extension = Pick(random, [null, "", "101", "102", "103"]),
        Queue = Pick(random, [null, "sales"]),
        Cause = Pick<HangUp?>(random, [null, .. Enum.GetValues<HangUp>()]),
        Recording = Pick(random, [null, "one.wav", "two.wav"]),
    };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
