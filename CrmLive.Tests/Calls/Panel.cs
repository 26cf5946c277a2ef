using CrmLive.Core.Calls;
using CrmLive.Core.Live;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Calls;

/// <summary>A running view, and waiting for it to show something.</summary>
internal sealed class Panel : IAsyncDisposable
{
    private readonly SharedView<CallsNow> _view = new(CallsNow.Nothing);
    private readonly OnlineView _online;

    private Panel(CallFloor floor) => _online = new OnlineView(floor.Office.Crm, _view, NullLogger<OnlineView>.Instance);

    public static async Task<Panel> OpenAsync(CallFloor floor)
    {
        var panel = new Panel(floor);
        await panel._online.StartAsync(default);
        await panel.ShowsAsync(now => now.Ready);
        return panel;
    }

    public CallsNow Now => _view.Current.Value;

    public async Task<CallsNow> ShowsAsync(Func<CallsNow, bool> condition)
    {
        await Eventually.True(() => condition(_view.Current.Value), "the panel shows it");
        return _view.Current.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _online.StopAsync(default);
        _online.Dispose();
    }
}
