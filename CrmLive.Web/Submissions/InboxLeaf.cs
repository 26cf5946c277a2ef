using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Submissions;

/// <summary>A part of a screen that shows something of the inbox, and is rendered only when that something has changed.</summary>
public abstract class InboxLeaf : LiveComponent, ILiveLeaf
{
    [Inject]
    protected InboxFeed Feed { get; set; } = default!;

    [Inject]
    protected SignedIn Me { get; set; } = default!;

    /// <summary>Takes what it shows from the snapshot. True when it must be rendered itself; rows of its own that changed go to <paramref name="due"/>.</summary>
    protected abstract bool Take(InboxNow now, List<ILiveLeaf> due);

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

    protected override ValueTask LeaveAsync()
    {
        Feed.Leave(this);
        return base.LeaveAsync();
    }
}
