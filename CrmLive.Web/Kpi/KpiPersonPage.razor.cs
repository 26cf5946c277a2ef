using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Kpi;

/// <summary>What stands behind somebody's numbers (K4, K15): the arithmetic, the contacts, the clients reached and those left.</summary>
public sealed partial class KpiPersonPage : LiveComponent
{
    private static readonly string[] Places = ["", "contacts", "clients", "covered"];

    private BoardAddress _at = new();
    private KpiRow? _row;
    private CoverageRow? _cover;
    private ContactKind? _kind;
    private bool _ready, _failed;
    private int _asked;

    [Parameter]
    public int UserId { get; set; }

    [Parameter]
    public string? Part { get; set; }

    [Inject]
    private KpiQueries Kpi { get; set; } = default!;

    [Inject]
    private CoverageQueries Coverage { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private OfficeClock Office { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    private bool KeyOnly { get; set; }

    private string Place => Places.Contains(Part ?? "") ? Part ?? "" : "";

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        ReadAddress(Navigation.Uri);
        Hear([LiveTopic.Activities, LiveTopic.Calls, LiveTopic.Clients, LiveTopic.Kpi, LiveTopic.Users], AgainAsync, TimeSpan.FromSeconds(1));
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        // The same part in another period has the same parameters, so nothing else tells this page.
        if (Navigation.ToBaseRelativePath(e.Location).StartsWith($"kpi/{UserId}", StringComparison.Ordinal))
        {
            var before = _at.Span;
            ReadAddress(e.Location);
            _ready &= before == _at.Span;
            _ = InvokeAsync(AgainAsync);
        }
    }

    private void ReadAddress(string uri)
    {
        _at = BoardAddress.Read(uri);
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        _kind = query.TryGetValue("kind", out var kind) && Enum.TryParse<ContactKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null;
        KeyOnly = query.TryGetValue("key", out var key) && key == "1";
    }

    private async Task AgainAsync()
    {
        StateHasChanged();
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var (asked, at, userId) = (++_asked, _at, UserId);
        var range = at.Span.Range(Office.Time, Office.Time.Today(Clock));
        try
        {
            var row = await Task.Run(async () => (await Kpi.OverviewAsync(Me.Actor, range, at.By, Lifetime)).SingleOrDefault(r => r.UserId == userId), Lifetime);
            if (asked != _asked)
            {
                return;
            }

            (_row, _ready, _failed) = (row, true, false);
            StateHasChanged();
            var cover = row is null ? null : await Task.Run(async () => (await Coverage.RingsAsync(Me.Actor, range, Lifetime)).SingleOrDefault(r => r.UserId == userId), Lifetime);
            _cover = asked == _asked ? cover ?? new(userId, default, default, default) : _cover;
        }
        catch (System.Data.Common.DbException)
        {
            _failed = !_ready;
        }
    }

    protected override ValueTask LeaveAsync()
    {
        Navigation.LocationChanged -= Moved;
        return base.LeaveAsync();
    }

    private RenderFragment Tab(string place, string text, int? count) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", _at.Behind(UserId, place, ("key", KeyOnly && place.Length > 0 ? "1" : null)));
        builder.AddAttribute(2, "aria-current", place == Place ? "page" : null);
        builder.AddContent(3, text);
        builder.AddMarkupContent(4, " ");
        builder.OpenElement(5, "span");
        builder.AddAttribute(6, "class", "number");
        builder.AddAttribute(7, "data-flash", true);
        builder.AddContent(8, count is { } number ? KpiLook.Count(number) : "");
        builder.CloseElement();
        builder.CloseElement();
    };
}
