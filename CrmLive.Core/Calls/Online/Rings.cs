using CrmLive.Core.Live;

namespace CrmLive.Core.Calls.Online;

/// <summary>What a batch of doorbells asks the view to read again.</summary>
internal sealed record Rings(IReadOnlyList<int> Calls, bool AllCalls, bool Clients, bool People)
{
    // More ids than this are not worth a list: everything going on is read instead.
    private const int Many = 300;

    public static Rings Everything { get; } = new([], AllCalls: true, Clients: true, People: true);

    /// <summary>Missed calls grow old and meetings begin without a bell.</summary>
    public static Rings OfTheClock { get; } = new([], AllCalls: true, Clients: false, People: true);

    public static Rings Of(IReadOnlyList<LiveEvent> rings)
    {
        var calls = rings.Where(ring => ring.Topic == LiveTopic.Calls).Select(ring => ring.Id).Distinct().ToArray();
        var office = rings.Any(ring => ring.Topic == LiveTopic.Office);
        var users = rings.Any(ring => ring.Topic == LiveTopic.Users);
        var activities = rings.Any(ring => ring.Topic == LiveTopic.Activities);
        return new Rings(
            calls,
            // Names of lines, sources and people stand in the rows.
            AllCalls: office || users || calls.Contains(0) || calls.Length > Many,
            Clients: office || users || activities || rings.Any(ring => ring.Topic == LiveTopic.Clients),
            People: office || users || activities);
    }
}
