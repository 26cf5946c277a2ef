namespace CrmLive.Core.Data;

/// <summary>Two people may edit it at once: the second one's save is refused and shown as "changed by Anna a moment ago".</summary>
public interface IVersioned
{
    int Version { get; set; }
}
