namespace CrmLive.Web.Live;

/// <summary>A component that renders when it is told that it has something new to show, and not because its parent did.</summary>
public interface ILiveLeaf
{
    void Render();
}
