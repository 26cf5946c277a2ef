using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Web.Calls;

namespace CrmLive.Tests.Web;

/// <summary>What one change costs a screen: leaves were measured at 3 times a bare hub, a page that renders itself at 53 to 71 times.</summary>
[Trait("Feature", "C6")]
public sealed class LiveRenderTests : IDisposable
{
    private readonly Screen _screen = new();
    private readonly Wire _wire;

    public LiveRenderTests() => _wire = new Wire(_screen.Services);

    [Fact]
    public async Task One_changed_call_renders_one_card_in_one_batch_and_nothing_else()
    {
        await OpenAsync(Rows.Call(3), Rows.Call(2), Rows.Call(1));
        await ShowAsync(Rows.Call(3), Rows.Call(2) with { Status = CallStatus.OnHold }, Rows.Call(1));
        Assert.Equal(["CallNowCard"], Assert.Single(_wire.Batches));
    }

    [Fact]
    public async Task Several_changed_calls_make_one_batch_of_their_cards_alone()
    {
        await OpenAsync(Rows.Call(3), Rows.Call(2), Rows.Call(1));
        await ShowAsync(Rows.Call(3), Rows.Call(2) with { Status = CallStatus.OnHold }, Rows.Call(1) with { Note = "3 rooms" });
        // OneBatch shows nothing: it is where the two are rendered from.
        Assert.Equal(["OneBatch", "CallNowCard", "CallNowCard"], Assert.Single(_wire.Batches));
    }

    [Fact]
    public async Task A_new_call_renders_its_card_the_list_and_the_count_and_leaves_the_other_cards_alone()
    {
        await OpenAsync(Rows.Call(2), Rows.Call(1));
        await ShowAsync(Rows.Call(3), Rows.Call(2), Rows.Call(1));
        Assert.Equal(["CallList", "CallNowCard", "OneBatch", "OnlineHead"], Assert.Single(_wire.Batches).Order());
    }

    [Fact]
    public async Task A_snapshot_that_says_the_same_renders_nothing()
    {
        await OpenAsync(Rows.Call(2), Rows.Call(1));
        _screen.Publish(new CallsNow { Calls = [Rows.Call(2), Rows.Call(1)] });
        await ShowAsync(Rows.Call(2), Rows.Call(1) with { Status = CallStatus.OnHold });
        Assert.Equal(["CallNowCard"], Assert.Single(_wire.Batches));
    }

    [Fact]
    public async Task A_panel_of_ten_calls_takes_fewer_than_thirty_components()
    {
        await OpenAsync([.. Enumerable.Range(1, 10).Select(id => Rows.Call(id))]);
        Assert.InRange(_wire.Components, 10, 29);
    }

    private async Task OpenAsync(params CallNow[] calls)
    {
        _screen.Publish(new CallsNow { Calls = calls.ToValueList() });
        await _wire.OpenAsync(Screen.With<OnlinePage>());
        _wire.Forget();
    }

    private async Task ShowAsync(params CallNow[] calls)
    {
        _screen.Publish(new CallsNow { Calls = calls.ToValueList() });
        await _screen.SeesAsync(() => _wire.Batches.Count > 0);
    }

    public void Dispose()
    {
        _wire.Dispose();
        _screen.Dispose();
    }
}
