using Bunit;
using CrmLive.Core.Calls;
using CrmLive.Web.Calls;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C10")]
public sealed class CallPopupTests : IDisposable
{
    private readonly Screen _screen = new();

    [Fact]
    public void Whose_extension_rings_sees_who_is_calling()
    {
        var page = Opened(Rows.Call(1).Rings(1) with { Clients = [Rows.Client(5, "Ewa Król")] });
        var popup = Assert.Single(page.All("article"));
        Assert.Contains("Rings you", ByRole.Text(popup), StringComparison.Ordinal);
        page.One("link", "Ewa Król");
        Assert.Equal("clients/5?call=1", page.One("link", "Open client").GetAttribute("href"));
        Assert.Equal("assertive", page.One("region", "Call for you").GetAttribute("aria-live"));
    }

    [Fact]
    public void Nobody_else_sees_it()
    {
        var page = Opened(Rows.Call(1).Rings(2, "Marek Lis"));
        Assert.Empty(page.All("article"));
    }

    [Fact]
    public async Task It_stays_while_that_call_is_talked_and_goes_with_it()
    {
        var ringing = Rows.Call(1).Rings(1);
        var page = Opened(ringing);
        Show(ringing with { Status = CallStatus.Talking, Parties = [new CallParty(1, "Anna Mazur", "201", LegStatus.Talking, LegRole.Operator)] });
        await _screen.SeesAsync(() => page.All("article").Any(popup => ByRole.Text(popup).Contains("Talking", StringComparison.Ordinal)));
        Show();
        await _screen.SeesAsync(() => page.All("article").Count == 0);
    }

    [Fact]
    public async Task Closed_by_hand_it_does_not_come_back_for_the_same_call_but_for_the_next()
    {
        var page = Opened(Rows.Call(1).Rings(1));
        await page.InvokeAsync(() => page.One("button", "Close").Click());
        Show(Rows.Call(1).Rings(1) with { Note = "hello" });
        Assert.Empty(page.All("article"));
        Show(Rows.Call(2).Rings(1));
        await _screen.SeesAsync(() => page.All("article").Count == 1);
    }

    [Fact, Trait("Feature", "C9")]
    public async Task The_one_being_rung_reads_the_note_as_it_is_typed_and_who_writes()
    {
        var ringing = Rows.Call(1).Rings(1) with { NoteById = 2, NoteBy = "Ola", NoteAt = Screen.Noon };
        var page = Opened(ringing with { Note = "3 roo" });
        Assert.Contains("3 roo", page.Find(".popup-note").TextContent, StringComparison.Ordinal);
        Show(ringing with { Note = "3 rooms" });
        await _screen.SeesAsync(() => page.Markup.Contains("3 rooms", StringComparison.Ordinal));
        Assert.Contains("Ola is writing…", page.Find(".popup-note").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<IComponent> Opened(params CallNow[] calls)
    {
        Show(calls);
        return _screen.Open<CallPopup>();
    }

    private void Show(params CallNow[] calls) => _screen.Publish(new CallsNow { Calls = [.. calls] });

    public void Dispose() => _screen.Dispose();
}
