namespace CrmLive.Core.Live;

/// <summary>An entity whose changes ring a doorbell after commit.</summary>
public interface ILive
{
    int Id { get; }
    LiveTopic Topic { get; }
}
