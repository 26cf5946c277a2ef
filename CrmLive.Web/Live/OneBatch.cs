using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CrmLive.Web.Live;

/// <summary>Renders several leaves in one batch, so that one change is one message to the browser.</summary>
/// <remarks>
/// Outside an event of the browser every <c>StateHasChanged</c> sends a batch of its own. While a batch is being rendered it only
/// joins the queue; so this component, which shows nothing, is rendered and asks the leaves from within.
/// </remarks>
public sealed class OneBatch : ComponentBase
{
    private readonly List<ILiveLeaf> _due = [];

    public void Render(List<ILiveLeaf> leaves)
    {
        if (leaves.Count == 1)
        {
            leaves[0].Render();
        }
        else if (leaves.Count > 1)
        {
            _due.AddRange(leaves);
            StateHasChanged();
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var leaf in _due)
        {
            leaf.Render();
        }

        _due.Clear();
    }
}
