namespace CrmLive.Core.Live;

/// <summary>Carries doorbells to whoever watches, in this process and (on PostgreSQL) on every node.</summary>
public interface ILiveBus
{
    /// <summary>Never blocks, never throws, never runs a watcher's code. Called after commit and nowhere else.</summary>
    void Publish(IReadOnlyList<LiveEvent> events);

    /// <summary>Watch first, then load: what happens in between is then rung and not lost.</summary>
    LiveSubscription Subscribe(params IReadOnlyList<LiveTopic> topics);
}
