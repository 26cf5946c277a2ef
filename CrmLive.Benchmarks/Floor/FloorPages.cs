using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace CrmLive.Benchmarks.Floor;

/// <summary>The document of the floor server: one interactive page, no script, since no browser ever opens it.</summary>
public sealed class FloorDocument : ComponentBase
{
    [Parameter]
    public RenderFragment? Body { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><title>floor</title>");
        builder.OpenComponent<FloorPage>(1);
        builder.AddComponentRenderMode(new InteractiveServerRenderMode(prerender: false));
        builder.CloseComponent();
    }
}

/// <summary>A page in which one small component is live: what a circuit costs when nothing is wasted.</summary>
[Route("/")]
public sealed class FloorPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "main");
        builder.OpenComponent<FloorCell>(1);
        builder.CloseComponent();
        builder.CloseElement();
    }
}

/// <summary>Shows the last mark; renders itself and nothing else.</summary>
public sealed class FloorCell(FloorBell bell) : ComponentBase, IDisposable
{
    private string _mark = "";

    public void Dispose() => bell.Rang -= Show;

    protected override void OnInitialized() => bell.Rang += Show;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "b");
        builder.AddContent(1, _mark);
        builder.CloseElement();
    }

    private void Show(string mark) => _ = InvokeAsync(() =>
    {
        _mark = mark;
        StateHasChanged();
    });
}

/// <summary>Tells every open floor page the mark to show.</summary>
public sealed class FloorBell
{
    public event Action<string>? Rang;

    public void Ring(string mark) => Rang?.Invoke(mark);
}
