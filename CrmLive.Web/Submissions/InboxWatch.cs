using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CrmLive.Web.Submissions;

/// <summary>The one loop of a circuit that listens to the inbox, whatever page is open: the menu's count, the tiles and the list live on it.</summary>
public sealed class InboxWatch : LiveComponent
{
    private OneBatch? _batch;
    private IDisposable? _watch;

    [Inject]
    private InboxView Keeper { get; set; } = default!;

    [Inject]
    private SharedView<InboxNow> View { get; set; } = default!;

    [Inject]
    private InboxFeed Feed { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    // Shows nothing that has parameters, so its parent's renders need not reach it.
    protected override bool ShouldRender() => false;

    protected override async Task OnInitializedAsync()
    {
        if (!Me.Actor.May(SubmissionPermissions.View))
        {
            return;
        }

        try
        {
            _watch = await Keeper.WatchAsync(Lifetime);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        // That a burst arrives together is the view's care, once for all screens.
        Watch(View, Show, TimeSpan.Zero);
    }

    // Taken before it is asked who renders: where others watch already, the first snapshot is here before anything has been rendered, and what joins later begins with it.
    private void Show(InboxNow now)
    {
        var due = Feed.Take(now);
        _batch?.Render(due);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<OneBatch>(0);
        builder.AddComponentReferenceCapture(1, batch => _batch = (OneBatch)batch);
        builder.CloseComponent();
    }

    protected override ValueTask LeaveAsync()
    {
        _watch?.Dispose();
        return base.LeaveAsync();
    }
}
