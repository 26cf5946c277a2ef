using System.Data.Common;
using System.Globalization;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;

namespace CrmLive.Web.Kpi;

/// <summary>The server's side of the sheet: hands out what is planned, takes what was typed, as one, and says who was quicker (K6).</summary>
public sealed partial class PlanSheet : LiveComponent
{
    private const int MostCells = 30_000;

    private static readonly int[] Ahead = [1, 3, 4, 8, 13, 26];

    private readonly List<PlanCell> _staged = [];
    private ElementReference _root;
    private DotNetObjectReference<PlanSheet>? _self;
    private IJSObjectReference? _module, _sheet;
    private IReadOnlyList<PlanLine>? _lines;
    private bool _failed, _mounted;

    [Parameter, EditorRequired]
    public required DateOnly First { get; set; }

    [Parameter, EditorRequired]
    public required int Weeks { get; set; }

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private PlanCommands Commands { get; set; } = default!;

    [Inject]
    private OfficeClock Office { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    [Inject]
    private When When { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    // Once the browser has it, the browser draws.
    protected override bool ShouldRender() => !_mounted;

    protected override Task OnInitializedAsync()
    {
        Hear([LiveTopic.Kpi, LiveTopic.Users], FreshAsync);
        return LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_mounted || _lines is not { Count: > 0 })
        {
            return;
        }

        _mounted = true;
        _self = DotNetObjectReference.Create(this);
        try
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", Lifetime, $"./{Assets["plans.js"]}");
            _sheet = await _module.InvokeAsync<IJSObjectReference>("mount", Lifetime, _root, _self, Settings());
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left before the sheet stood.
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _lines = await Task.Run(() => Plans.GridAsync(Me.Actor, First, Weeks, Lifetime), Lifetime);
            _failed = false;
        }
        catch (DbException)
        {
            _failed = _lines is null;
        }
    }

    /// <summary>In portions, since a message of the browser is at most 32 KiB: employee, week, version, and the four numbers or none for the role's plan.</summary>
    [JSInvokable]
    public void StageAsync(int[][] cells, bool anew)
    {
        if (anew)
        {
            _staged.Clear();
        }

        foreach (var cell in cells.Where(cell => cell.Length is 3 or 7 && cell[1] >= 0 && cell[1] < Weeks).Take(MostCells - _staged.Count))
        {
            _staged.Add(new(cell[0], First.AddDays(7 * cell[1]), cell[2], cell.Length == 3 ? null : new(cell[3], cell[4], cell[5], cell[6])));
        }
    }

    [JSInvokable]
    public Task<PlanTold> SaveAsync()
    {
        PlanCell[] cells = [.. _staged];
        _staged.Clear();
        return TellAsync(() => Commands.SaveAsync(Me.Actor, cells, Lifetime), L["Plans.Saved", cells.Length]);
    }

    [JSInvokable]
    public Task<PlanTold> CopyOnAsync(string week, int weeks) =>
        DateOnly.TryParseExact(week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? TellAsync(() => Commands.CopyForwardAsync(Me.Actor, from, weeks, Lifetime), L["Plans.Copied", $"{weeks} {Plural.Pick(weeks, L["Plans.WeeksOf"])}"], L["Plans.NothingToCopy"])
            : Task.FromResult(new PlanTold(false, L["Plans.Failed"], null));

    /// <summary>For whom a bell reached while they were saving.</summary>
    [JSInvokable]
    public async Task<IReadOnlyList<PlanLineTold>?> NowAsync()
    {
        await LoadAsync();
        return Told();
    }

    private async Task<PlanTold> TellAsync(Func<Task<Saved>> save, string done, string? gone = null)
    {
        try
        {
            var saved = await Task.Run(save, Lifetime);
            await LoadAsync();
            return new(saved.Ok, Said(saved, done, gone), Told());
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            return new(false, L["Plans.Failed"], null);
        }
    }

    private string Said(Saved saved, string done, string? gone) => saved.Outcome switch
    {
        SavedOutcome.Done => done,
        SavedOutcome.Conflict when saved is { By: { } by, At: { } at } => L["Plans.Quicker", by, When.Moment(at)],
        SavedOutcome.Conflict => L["Plans.Meanwhile"],
        SavedOutcome.Gone => gone ?? L["Plans.Meanwhile"],
        _ => L["Plans.Refused"],
    };

    private async Task FreshAsync()
    {
        var before = _lines;
        await LoadAsync();
        if (!_mounted)
        {
            StateHasChanged();
        }
        else if (_sheet is not null && _lines is not null && before is not null && !_lines.SelectMany(Key).SequenceEqual(before.SelectMany(Key)))
        {
            try
            {
                await _sheet.InvokeVoidAsync("fresh", Lifetime, Told());
            }
            catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
            {
                // Nobody is looking any more.
            }
        }
    }

    private static IEnumerable<object?> Key(PlanLine line) => [line.UserId, line.Name, .. line.Weeks];

    private IEnumerable<PlanLineTold> Lines => (_lines ?? []).Select(PlanLineTold.Of);

    private IReadOnlyList<PlanLineTold>? Told() => _lines is null ? null : [.. Lines];

    private object Settings()
    {
        var now = OfficeTime.MondayOf(Office.Time.Today(Clock));
        return new
        {
            Weeks = Enumerable.Range(0, Weeks).Select(i => First.AddDays(7 * i)).Select(monday => new
            {
                Monday = monday.ToString("O", CultureInfo.InvariantCulture),
                Name = L["Plans.Week", ISOWeek.GetWeekOfYear(monday.ToDateTime(default))].Value,
                Days = KpiLook.Days(monday, monday.AddDays(6)),
                Now = monday == now,
            }),
            Lines,
            Texts = PlanTexts.Of(L),
        };
    }

    protected override async ValueTask LeaveAsync()
    {
        try
        {
            if (_sheet is not null && _module is not null)
            {
                await _sheet.InvokeVoidAsync("dispose");
                await _sheet.DisposeAsync();
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the sheet with it.
        }

        _self?.Dispose();
    }
}
