using System.Data.Common;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CrmLive.Web.Calendar;

/// <summary>The calendar in the browser, and what it asks of this circuit. What is shown is known here too, so that a ring sends the difference and no more (A7).</summary>
public sealed partial class Calendar : LiveComponent
{
    private static readonly (string Name, string Key)[] Views = [("month", "m"), ("week", "w"), ("day", "d"), ("list", "l"), ("team", "y")];

    private readonly Dictionary<int, CalendarRow> _shown = [];
    private ElementReference _root;
    private DotNetObjectReference<Calendar>? _self;
    private IJSObjectReference? _module, _calendar;
    private UtcRange _range;
    private bool _asTeam;

    /// <summary>Where rows come from and where changes go.</summary>
    [Parameter, EditorRequired]
    public required CalendarDesk Desk { get; set; }

    /// <summary>Empty time was chosen, a click or a drag; true for a whole day.</summary>
    [Parameter, EditorRequired]
    public required Action<Held, bool> Empty { get; set; }

    [Parameter, EditorRequired]
    public required Action<int> Opened { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, Task> KeepView { get; set; }

    [Parameter]
    public bool MayTeam { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    // The browser draws from here on.
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        WatchIds(LiveTopic.Activities, RungAsync);
        // Absences and the office's own days.
        Watch(LiveTopic.Office, RefetchAsync, TimeSpan.FromSeconds(1));
        Watch(LiveTopic.Users, RefetchAsync, TimeSpan.FromSeconds(1));
        _self = DotNetObjectReference.Create(this);
        try
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", Lifetime, $"./{Assets["calendar.js"]}");
            _calendar = await _module.InvokeAsync<IJSObjectReference>("mount", Lifetime, _root, _self, Desk.Settings());
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left before the calendar stood.
        }
    }

    /// <summary>Other people, types or statuses are to be shown.</summary>
    public async Task ChangedAsync() =>
        await CallAsync(calendar => calendar.InvokeVoidAsync("people", Lifetime, Desk.Columns, Desk.IsOne));

    [JSInvokable]
    public async Task<CalendarTold> RowsAsync(string from, string to, bool asTeam)
    {
        (_range, _asTeam) = (Desk.RangeOf(from, to), asTeam);
        var (range, rows) = (_range, await Desk.RowsAsync(_range, asTeam, [], Lifetime));
        if (range == _range)
        {
            _shown.Clear();
            foreach (var row in rows)
            {
                _shown[row.Id] = row;
            }
        }

        return await Desk.TellAsync(rows, range, asTeam, Lifetime);
    }

    [JSInvokable]
    public async Task<bool> MovedAsync(Held held)
    {
        var saved = await Desk.MoveAsync(held, _shown.GetValueOrDefault(held.Id), Lifetime);
        if (!saved)
        {
            await RungAsync(new HashSet<int> { held.Id });
        }

        return saved;
    }

    [JSInvokable]
    public Task<IReadOnlyList<string>> ClashesAsync(Held held) => Desk.ClashesAsync(held, _shown.GetValueOrDefault(held.Id), Lifetime);

    [JSInvokable]
    public void EmptyAsync(Held held, bool wholeDay) => Empty(held, wholeDay);

    [JSInvokable]
    public void OpenedAsync(int id) => Opened(id);

    [JSInvokable]
    public Task KeepViewAsync(string view) => KeepView(view);

    private async Task RungAsync(IReadOnlySet<int> ids)
    {
        if (_range == default)
        {
            return;
        }

        if (ids.Contains(0))
        {
            await RefetchAsync();
            return;
        }

        try
        {
            var fresh = await Desk.RowsAsync(_range, _asTeam, ids, Lifetime);
            var gone = ids.Where(id => _shown.ContainsKey(id) && !fresh.Any(row => row.Id == id)).ToArray();
            var changed = fresh.Where(row => !row.Equals(_shown.GetValueOrDefault(row.Id))).ToArray();
            await PatchAsync(changed, gone);
        }
        catch (DbException)
        {
            // What was read before is still shown; the next ring reads anew.
        }
    }

    private async Task PatchAsync(CalendarRow[] changed, int[] gone)
    {
        foreach (var id in gone)
        {
            _shown.Remove(id);
        }

        foreach (var row in changed)
        {
            _shown[row.Id] = row;
        }

        if (changed.Length + gone.Length > 0)
        {
            var spell = Desk.Spell();
            await CallAsync(calendar => calendar.InvokeVoidAsync("patch", Lifetime, changed.Select(spell.Of), gone));
        }
    }

    private Task RefetchAsync() => CallAsync(calendar => calendar.InvokeVoidAsync("refetch", Lifetime));

    private async Task CallAsync(Func<IJSObjectReference, ValueTask> call)
    {
        try
        {
            if (_calendar is not null)
            {
                await call(_calendar);
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // Nobody is looking any more.
        }
    }

    protected override async ValueTask LeaveAsync()
    {
        try
        {
            if (_calendar is not null && _module is not null)
            {
                await _calendar.InvokeVoidAsync("dispose");
                await _calendar.DisposeAsync();
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the calendar with it.
        }

        _self?.Dispose();
    }
}
