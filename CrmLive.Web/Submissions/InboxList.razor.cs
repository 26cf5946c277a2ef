using System.Data.Common;
using CrmLive.Core.Common;
using CrmLive.Core.Submissions;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Submissions;

public sealed partial class InboxList
{
    private const int PageSize = 50;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly StillRows _still = new();
    private InboxFilter? _of;
    private string _query = "";
    private int _take = PageSize, _asked;
    private bool _failed, _more, _asking, _again;

    [Parameter, EditorRequired]
    public required InboxFilter Filter { get; set; }

    /// <summary>Whose details lie beside the list.</summary>
    [Parameter]
    public int? OpenId { get; set; }

    /// <summary>What is shown at the most, which one row more shows to be not all.</summary>
    private int Asked => _take + LiveBlocks.Size;

    private bool InTable => Filter.Tile == InboxTile.All && OpenId is null;

    protected override void OnInitialized() => Feed.Join(this);

    protected override Task OnParametersSetAsync()
    {
        if (Filter == _of)
        {
            return Task.CompletedTask;
        }

        (_of, _take, _query, _failed) = (Filter, PageSize, InboxAddress.QueryOf(Filter), false);
        _still.Forget();
        if (Feed.Now.FirstPage(Me.Actor, Filter, Asked) is not { } page)
        {
            return LoadAsync();
        }

        Put(page);
        return Task.CompletedTask;
    }

    protected override bool Take(InboxNow now, List<ILiveLeaf> due)
    {
        if (now.FirstPage(Me.Actor, Filter, Asked) is { } page)
        {
            return Put(page, due);
        }

        if (now.Ready)
        {
            _ = AskAsync();
        }

        return false;
    }

    private bool Put(ValueList<InboxRow> page, List<ILiveLeaf> due)
    {
        var face = (_failed, _more, _still.Ready, _still.New);
        // With the whole of the block in which it ends: so one that comes pushes somebody out only now and then.
        var shown = Math.Min(_take, page.Count);
        while (shown > 0 && shown < page.Count && LiveBlocks.Of(page[shown].Id) == LiveBlocks.Of(page[shown - 1].Id))
        {
            shown++;
        }

        (_failed, _more) = (false, page.Count > shown);
        _still.Take(page.First(shown));
        return Rows.TakeInBlocks(_still.Shown, due) | face != (_failed, _more, _still.Ready, _still.New);
    }

    /// <summary>By itself and not with the screen's other leaves.</summary>
    private void Put(ValueList<InboxRow> page)
    {
        var due = new List<ILiveLeaf>();
        Put(page, due);
        due.ForEach(leaf => leaf.Render());
    }

    /// <summary>What only this screen shows it asks for itself, one question at a time; what rings meanwhile is asked once more.</summary>
    private async Task AskAsync()
    {
        _again = true;
        if (_asking)
        {
            return;
        }

        try
        {
            _asking = true;
            while (_again)
            {
                _again = false;
                await LoadAsync();
                StateHasChanged();
                await Task.Delay(Pace, Clock, Lifetime);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _asking = false;
        }
    }

    private async Task LoadAsync()
    {
        var asked = ++_asked;
        try
        {
            var (filter, take) = (Filter, Asked);
            // Off the circuit: SQLite blocks its thread, and the next key must not wait for it.
            var rows = await Task.Run(() => Inbox.ListAsync(Me.Actor, filter, null, take, Lifetime), Lifetime);
            if (asked == _asked)
            {
                Put([.. rows]);
            }
        }
        catch (DbException)
        {
            _failed = !_still.Ready;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private Task MoreAsync()
    {
        _take += PageSize;
        return LoadAsync();
    }

    private void Hold() => _still.Hold();

    private void LetGo()
    {
        _still.LetGo();
        Place();
    }

    private void Show()
    {
        _still.Let();
        Place();
    }

    private void Place()
    {
        var due = new List<ILiveLeaf>();
        Rows.TakeInBlocks(_still.Shown, due);
        due.ForEach(leaf => leaf.Render());
    }
}
