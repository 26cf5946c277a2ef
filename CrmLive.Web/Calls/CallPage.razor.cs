using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Calls;

/// <summary>One call, going on or long over, with its legs and their recordings (C3, C16).</summary>
public sealed partial class CallPage : LiveComponent
{
    private CallCard? _call;
    private bool _loading = true;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    private CallQueries Calls { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    private string? Number => _call?.CallerE164 is { } e164 ? PhoneNumber.Display(e164) : _call?.Caller;

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnInitialized() => Watch(LiveTopic.Calls, LoadAsync, only: id => id == Id);

    private async Task LoadAsync()
    {
        _call = await Calls.OneAsync(Me.Actor, Id, Lifetime);
        _loading = false;
    }
}
