using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.Logging.Abstractions;

// The renderer is the one seam that sees what a circuit would send; its types are public for exactly such hosts.
#pragma warning disable BL0006

namespace CrmLive.Tests.Web;

/// <summary>Stands where the circuit's connection would: keeps of each render batch which components it was about.</summary>
internal sealed class Wire(IServiceProvider services) : IDisposable
{
    private readonly Spy _spy = new(services);

    /// <summary>A batch as the names of the components rendered in it.</summary>
    public IReadOnlyList<string[]> Batches => [.. _spy.Batches];

    public int Components => _spy.Names.Count;

    public Task OpenAsync(RenderFragment page) => _spy.OpenAsync(page);

    public void Forget() => _spy.Batches.Clear();

    public void Dispose() => _spy.Dispose();

    private sealed class Spy(IServiceProvider services) : Renderer(services, NullLoggerFactory.Instance)
    {
        public ConcurrentDictionary<int, string> Names { get; } = [];

        public ConcurrentQueue<string[]> Batches { get; } = [];

        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        public Task OpenAsync(RenderFragment page) => Dispatcher.InvokeAsync(() =>
            RenderRootComponentAsync(AssignRootComponentId(new Root(page))));

        protected override ComponentState CreateComponentState(int componentId, IComponent component, ComponentState? parentComponentState)
        {
            Names[componentId] = component.GetType().Name;
            return base.CreateComponentState(componentId, component, parentComponentState);
        }

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            var names = new string[renderBatch.UpdatedComponents.Count];
            for (var i = 0; i < names.Length; i++)
            {
                names[i] = Names[renderBatch.UpdatedComponents.Array[i].ComponentId];
            }

            Batches.Enqueue(names);
            return Task.CompletedTask;
        }

        protected override void HandleException(Exception exception) => ExceptionDispatchInfo.Throw(exception);
    }

    private sealed class Root(RenderFragment page) : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => page(builder);
    }
}
