using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Kpi;

/// <summary>Rows behind a number, read page by page and kept true while they are looked at.</summary>
public abstract class RowsBehind<TRow> : LiveComponent
    where TRow : class
{
    private const int Page = 50;

    /// <summary>Beyond this a list that stays live would ask for too much at once; what lies further down is read once.</summary>
    private const int MostAgain = 200;

    private List<TRow>? _rows;
    private object? _shown;

    [Parameter, EditorRequired]
    public required int UserId { get; set; }

    [Parameter, EditorRequired]
    public required BoardAddress At { get; set; }

    [Inject]
    protected OfficeClock Office { get; set; } = default!;

    [Inject]
    protected SignedIn Me { get; set; } = default!;

    [Inject]
    protected When When { get; set; } = default!;

    /// <summary>Null until they were read for the first time.</summary>
    protected IReadOnlyList<TRow>? Rows => _rows;

    protected bool HasMore { get; private set; }

    /// <summary>What the rows answer: another one, and they are read anew.</summary>
    protected abstract object Asked { get; }

    protected abstract Task<IReadOnlyList<TRow>> PageAsync(UtcRange range, TRow? last, int take);

    protected override void OnInitialized() => Hear([LiveTopic.Activities, LiveTopic.Calls, LiveTopic.Clients], AgainAsync, TimeSpan.FromSeconds(1));

    protected override async Task OnParametersSetAsync()
    {
        if (!Asked.Equals(_shown))
        {
            (_shown, _rows, HasMore) = (Asked, null, false);
            await ReadAsync(Page);
        }
    }

    protected async Task MoreAsync()
    {
        var (asked, before) = (_shown, _rows);
        if (before is [.., var last] && await AskAsync(last, Page) is { } more && asked == _shown && before == _rows)
        {
            before.AddRange(more);
            HasMore = more.Count == Page;
        }
    }

    private async Task AgainAsync()
    {
        if (_rows is { Count: <= MostAgain })
        {
            await ReadAsync(Math.Max(Page, _rows.Count));
            StateHasChanged();
        }
    }

    private async Task ReadAsync(int take)
    {
        var asked = _shown;
        if (await AskAsync(null, take) is { } rows && asked == _shown)
        {
            _rows = [.. rows];
            HasMore = rows.Count == take;
        }
    }

    private async Task<IReadOnlyList<TRow>?> AskAsync(TRow? last, int take)
    {
        var range = At.Span.Range(Office.Time, Office.Time.Today(Clock));
        try
        {
            // Off the circuit: SQLite blocks its thread.
            return await Task.Run(() => PageAsync(range, last, take), Lifetime);
        }
        catch (System.Data.Common.DbException)
        {
            // What was read before is still shown; the page above says that the database is away.
            return null;
        }
    }
}
