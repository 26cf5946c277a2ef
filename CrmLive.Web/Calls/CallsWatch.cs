using CrmLive.Core.Calls;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CrmLive.Web.Calls;

/// <summary>The one loop of a circuit that listens to calls, whatever page is open: panel, pop-up and counters all live on it.</summary>
public sealed class CallsWatch : LiveComponent
{
    private OneBatch? _batch;

    [Inject]
    private SharedView<CallsNow> View { get; set; } = default!;

    [Inject]
    private CallsFeed Feed { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    // Shows nothing that has parameters, so its parent's renders need not reach it.
    protected override bool ShouldRender() => false;

    // A call must be seen as it rings; that a burst arrives together is the view's care, once for all screens.
    protected override void OnInitialized() => Watch(View, Show, TimeSpan.Zero);

    private void Show(CallsNow now)
    {
        var due = Feed.Take(now.VisibleTo(Me.Actor));
        _batch?.Render(due);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<OneBatch>(0);
        builder.AddComponentReferenceCapture(1, batch => _batch = (OneBatch)batch);
        builder.CloseComponent();
    }
}
