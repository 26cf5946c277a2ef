using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Live;

/// <summary>One row of a live list. A list that is rendered anew leaves the rows alone that show what they showed.</summary>
/// <remarks>Its one parameter is a number on purpose: any object makes Blazor hand the parameters to each row whenever the list is rendered.</remarks>
public abstract class LiveRow<TRow> : ComponentBase, ILiveLeaf, IDisposable
    where TRow : class
{
    [Parameter, EditorRequired]
    public required int Id { get; set; }

    [Inject]
    private LiveRows<TRow> In { get; set; } = default!;

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

    protected override void OnInitialized() => Shown = In.Join(this);

    public void Render() => StateHasChanged();

    public void Dispose()
    {
        In.Leave(this);
        GC.SuppressFinalize(this);
    }
}
