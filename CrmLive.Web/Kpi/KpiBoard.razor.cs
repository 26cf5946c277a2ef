using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Kpi;

/// <summary>The table of the department. A contact registered anywhere renders the lines it changes; the table itself only when lines change places.</summary>
public sealed partial class KpiBoard : LiveComponent, ILiveLeaf
{
    // Coverage counts different clients among all rows of the period; the numbers beside it do not wait for it.
    private static readonly TimeSpan RingPace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private OneBatch? _batch;
    private BoardAddress? _at;
    private IReadOnlyList<KpiRow>? _overview;
    private Dictionary<int, CoverageRow>? _rings;
    private (bool Failed, bool Read, bool Empty, bool Old, decimal? Elapsed) _face;
    private bool _failed, _old;
    private int _asked;

    [Parameter, EditorRequired]
    public required BoardAddress At { get; set; }

    [Inject]
    private KpiQueries Kpi { get; set; } = default!;

    [Inject]
    private CoverageQueries Coverage { get; set; } = default!;

    [Inject]
    private LiveRows<BoardRow> Rows { get; set; } = default!;

    [Inject]
    private OfficeClock Office { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    /// <summary>Of the office's working time; who came or left within the period has a pace of their own.</summary>
    private decimal? Elapsed => _overview is { Count: > 0 } && At.Span.Days(Office.Time.Today(Clock)) is var (first, last)
        ? decimal.Round(WorkShare.Elapsed(Office.Time, first, last, Clock.GetUtcNow().UtcDateTime), 2)
        : null;

    /// <summary>What of the table is no line.</summary>
    private (bool Failed, bool Read, bool Empty, bool Old, decimal? Elapsed) Face => (_failed, _overview is not null, _overview is { Count: 0 }, _old, Elapsed);

    protected override void OnInitialized()
    {
        Hear([LiveTopic.Activities, LiveTopic.Calls, LiveTopic.Kpi, LiveTopic.Users, LiveTopic.Office], ReadAsync);
        Hear([LiveTopic.Activities, LiveTopic.Calls, LiveTopic.Clients], CoverAsync, RingPace);
        // The pace falls while nobody does anything, and at midnight another period begins.
        Every(Minute, ReadAsync);
    }

    protected override async Task OnParametersSetAsync()
    {
        var before = _at;
        _at = At;
        if (before?.Span != At.Span)
        {
            (_overview, _rings) = (null, null);
            _face = Face;
        }

        if (before?.Span != At.Span || before.By != At.By)
        {
            await LoadAsync();
        }
        else if (before != At)
        {
            Show();
        }
    }

    public void Render() => StateHasChanged();

    // Neither waits for the other: whichever has been read first is shown first.
    private Task LoadAsync() => Task.WhenAll(ReadAsync(), CoverAsync());

    private async Task ReadAsync()
    {
        var (asked, at) = (++_asked, At);
        try
        {
            // Off the circuit: SQLite blocks its thread.
            var overview = await Task.Run(() => Kpi.OverviewAsync(Me.Actor, Range(at), at.By, Lifetime), Lifetime);
            if (asked != _asked)
            {
                return;
            }

            (_overview, _failed, _old) = (overview, false, false);
        }
        catch (System.Data.Common.DbException)
        {
            // What was read before is still shown, and said to be of before.
            (_failed, _old) = (_overview is null, _overview is not null);
        }

        Show();
    }

    private async Task CoverAsync()
    {
        var at = At;
        try
        {
            var rings = await Task.Run(() => Coverage.RingsAsync(Me.Actor, Range(at), Lifetime), Lifetime);
            if (at.Span == At.Span)
            {
                _rings = rings.ToDictionary(row => row.UserId);
                Show();
            }
        }
        catch (System.Data.Common.DbException)
        {
            // The numbers beside the rings say that the database is away.
        }
    }

    private UtcRange Range(BoardAddress at) => at.Span.Range(Office.Time, Office.Time.Today(Clock));

    private void Show()
    {
        List<ILiveLeaf> due = [];
        if (Rows.Take(Lines(), due) || Face != _face)
        {
            _face = Face;
            due.Add(this);
        }

        _batch?.Render(due);
    }

    private ValueList<BoardRow> Lines()
    {
        if (_overview is null)
        {
            return [];
        }

        var lines = _overview.Select(row => BoardRow.Of(row, _rings?.GetValueOrDefault(row.UserId), _rings is not null, At)).By(At.Sort, At.Down).ToList();
        return lines.Count > 1 ? [.. lines, BoardRow.All(lines, Elapsed ?? 0, L["Board.All"], At)] : [.. lines];
    }

    private RenderFragment Head(BoardSort sort, string text, string? style) => builder =>
    {
        builder.OpenElement(0, "th");
        builder.AddAttribute(1, "scope", "col");
        builder.AddAttribute(2, "class", style);
        builder.AddAttribute(3, "aria-sort", At.Sort != sort ? "none" : At.Down ? "descending" : "ascending");
        builder.OpenElement(4, "a");
        builder.AddAttribute(5, "class", "roster-sort");
        builder.AddAttribute(6, "href", At.SortedBy(sort).ToString());
        builder.AddAttribute(7, "title", L[$"Sort.{sort}"].Value);
        builder.AddContent(8, text);
        builder.CloseElement();
        builder.CloseElement();
    };
}
