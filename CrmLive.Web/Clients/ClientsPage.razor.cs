using CrmLive.Core.Clients;
using CrmLive.Core.Live;
using CrmLive.Core.Roster;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace CrmLive.Web.Clients;

/// <summary>The client list. Its filter is the address; a page is anchored to the row it begins after, so news above it moves nothing.</summary>
public partial class ClientsPage
{
    private const int PageSize = 50;
    private const string OwnKey = "clients";

    // Counting everybody is dearer than reading a page, and nobody reads a count four times a second.
    private static readonly TimeSpan CountPace = TimeSpan.FromSeconds(5);

    private readonly HashSet<int> _selected = [];
    private readonly Stack<RosterCursor> _before = [];
    private IReadOnlyList<RosterColumn> _columns = RosterLook.AtFirst;
    private RosterPage? _page;
    private RosterCounts? _counts;
    private RosterChoices? _choices;
    private bool _failed;
    private int _asked;

    [Inject]
    private RosterQueries Roster { get; set; } = default!;

    [Inject]
    private OwnChoices Own { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private RosterFilter Filter { get; set; } = new();

    private IReadOnlyList<RosterColumn> Columns => _columns;

    private bool MaySelect => Me.Actor.May(ClientPermissions.Assign);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        Watch(LiveTopic.Clients, LoadAsync, TimeSpan.FromSeconds(1));
        Watch(LiveTopic.Clients, CountAsync, CountPace);
        Filter = RosterAddress.Read(Navigation.Uri);
        _columns = (await Own.ReadAsync<RosterLook>(Me.Actor, OwnKey, Lifetime)).Shown;
        await LoadAsync();
        _choices = await Roster.ChoicesAsync(Me.Actor, Lifetime);
        await CountAsync();
    }

    protected override ValueTask LeaveAsync()
    {
        Navigation.LocationChanged -= Moved;
        return base.LeaveAsync();
    }

    // The same page under another address is not made anew.
    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (Navigation.ToBaseRelativePath(e.Location).Split('?')[0] == "clients")
        {
            _ = InvokeAsync(async () =>
            {
                Filter = RosterAddress.Read(e.Location);
                _before.Clear();
                await LoadAsync();
                StateHasChanged();
                await CountAsync();
                StateHasChanged();
            });
        }
    }

    private void GoAsync(RosterFilter filter) => Navigation.NavigateTo(RosterAddress.Of(filter), replace: true);

    private async Task LoadAsync()
    {
        var asked = ++_asked;
        var (filter, after) = (Filter, _before.TryPeek(out var cursor) ? cursor : null);
        try
        {
            // Off the circuit: SQLite blocks its thread, and the next key must not wait for it.
            var page = await Task.Run(() => Roster.PageAsync(Me.Actor, filter, after, PageSize, Lifetime), Lifetime);
            if (asked == _asked)
            {
                (_page, _failed) = (page, false);
            }
        }
        catch (System.Data.Common.DbException)
        {
            _failed = _page is null;
        }
    }

    private async Task CountAsync()
    {
        try
        {
            var filter = Filter;
            _counts = await Task.Run(() => Roster.CountsAsync(Me.Actor, filter, Lifetime), Lifetime);
        }
        catch (System.Data.Common.DbException)
        {
            // The rows say that the database is away; a count is not worth a second sentence.
        }
    }

    private async Task OnAsync()
    {
        _before.Push(RosterQueries.CursorOf(Filter, _page!.Rows[^1]));
        await LoadAsync();
    }

    private async Task BackAsync()
    {
        _before.Pop();
        await LoadAsync();
    }

    private void SortBy(RosterSort sort) => GoAsync(Filter with { Sort = sort, Descending = Filter.Sort == sort && !Filter.Descending });

    private async Task ShowAsync(RosterColumn column)
    {
        _columns = _columns.Contains(column) ? [.. _columns.Where(c => c != column)] : [.. Enum.GetValues<RosterColumn>().Where(c => c == column || _columns.Contains(c))];
        await Own.KeepAsync(Me.Actor, OwnKey, new RosterLook { Columns = [.. _columns] }, Lifetime);
    }

    private void Pick(int id)
    {
        if (!_selected.Remove(id))
        {
            _selected.Add(id);
        }
    }

    private void PickPage(ChangeEventArgs e)
    {
        var ids = _page!.Rows.Select(r => r.Id);
        if (e.Value is true)
        {
            _selected.UnionWith(ids);
        }
        else
        {
            _selected.ExceptWith(ids);
        }
    }

    private async Task PickAllAsync() => _selected.UnionWith(await Roster.IdsAsync(Me.Actor, Filter, HandOver.Most, Lifetime));

    private void Deselect() => _selected.Clear();

    private RenderFragment Head(string text, RosterSort? sort) => builder =>
    {
        builder.OpenElement(0, "th");
        builder.AddAttribute(1, "scope", "col");
        if (sort is { } by)
        {
            builder.AddAttribute(2, "aria-sort", Filter.Sort != by ? "none" : Filter.Descending ? "descending" : "ascending");
            builder.OpenElement(3, "button");
            builder.AddAttribute(4, "type", "button");
            builder.AddAttribute(5, "class", "roster-sort");
            builder.AddAttribute(6, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => SortBy(by)));
            builder.AddContent(7, text);
            builder.CloseElement();
        }
        else
        {
            builder.AddContent(8, text);
        }

        builder.CloseElement();
    };
}
