using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using CrmLive.Core.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Submissions;

/// <summary>A leaf that shows how much waits in the inbox; it renders when its own numbers change and for no other reason.</summary>
public abstract class InboxComponent : LiveComponent
{
    private IDisposable? _watch;

    [Inject]
    private InboxView Keeper { get; set; } = default!;

    [Inject]
    private SharedView<InboxNow> View { get; set; } = default!;

    [Inject]
    protected SignedIn Me { get; set; } = default!;

    protected InboxCounts Counts { get; private set; }

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

        Watch(View, Show, TimeSpan.FromMilliseconds(50));
    }

    private void Show(InboxNow now)
    {
        var counts = now.CountsFor(Me.Actor);
        if (counts != Counts)
        {
            Counts = counts;
            StateHasChanged();
        }
    }

    protected override ValueTask LeaveAsync()
    {
        _watch?.Dispose();
        return base.LeaveAsync();
    }
}
