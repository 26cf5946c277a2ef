using CrmLive.Core.Calls;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Calls;

/// <summary>A part of a screen that shows something of the calls now, and is rendered only when that something has changed.</summary>
public abstract class CallsLeaf : ComponentBase, ILiveLeaf, IDisposable
{
    [Inject]
    protected CallsFeed Feed { get; set; } = default!;

    /// <summary>Takes what it shows from the snapshot. True when it must be rendered itself; rows of its own that changed go to <paramref name="due"/>.</summary>
    protected abstract bool Take(CallsNow now, List<ILiveLeaf> due);

    internal void TakeInto(List<ILiveLeaf> due)
    {
        if (Take(Feed.Now, due))
        {
            due.Add(this);
        }
    }

    protected override void OnInitialized()
    {
        Feed.Join(this);
        Take(Feed.Now, []);
    }

    public void Render() => StateHasChanged();

    public void Dispose()
    {
        Feed.Leave(this);
        GC.SuppressFinalize(this);
    }
}
