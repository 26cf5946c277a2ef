using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Live;

internal static class LiveBlocks
{
    /// <summary>So many numbers are one block: few enough to be compared with, and enough that the list is mostly left alone.</summary>
    public const int Size = 6;

    public static int Of(int id) => id / Size;
}

/// <summary>
/// Some neighbours in a long list that stands in the order of its numbers. Whoever comes is rendered with the neighbours, and the list is left alone:
/// to compare fifty rows with fifty-one costs more than everything else a screen does for one that came.
/// </summary>
public abstract class LiveBlock<TRow> : ComponentBase, ILiveLeaf, IDisposable
    where TRow : class
{
    [Parameter, EditorRequired]
    public required int Number { get; set; }

    [Inject]
    private LiveRows<TRow> In { get; set; } = default!;

    protected ReadOnlySpan<TRow> Rows => In.Of(Number);

    protected override void OnInitialized() => In.Join(this);

    public void Render() => StateHasChanged();

    public void Dispose()
    {
        In.Leave(this);
        GC.SuppressFinalize(this);
    }
}
