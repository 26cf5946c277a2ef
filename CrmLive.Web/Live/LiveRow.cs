using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Live;

/// <summary>One row of a live list. A list that is rendered anew leaves the rows alone that show what they showed.</summary>
public abstract class LiveRow<TRow> : ComponentBase, ILiveLeaf, IDisposable
    where TRow : class
{
    private bool _joined;

    [Parameter, EditorRequired]
    public required TRow Row { get; set; }

    [Parameter, EditorRequired]
    public required LiveRows<TRow> In { get; set; }

    /// <summary>What the row shows: its parameter, or what has come since the list was rendered.</summary>
    protected TRow Shown { get; private set; } = default!;

    /// <summary>False when that is what it shows already.</summary>
    internal bool Take(TRow fresh)
    {
        if (Equals(Shown, fresh))
        {
            return false;
        }

        Shown = fresh;
        return true;
    }

    public void Render() => StateHasChanged();

    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var changed = Take(Row);
        if (!_joined)
        {
            _joined = true;
            In.Join(this);
        }

        return changed ? base.SetParametersAsync(ParameterView.Empty) : Task.CompletedTask;
    }

    public void Dispose()
    {
        In.Leave(this);
        GC.SuppressFinalize(this);
    }
}
