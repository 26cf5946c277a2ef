using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>When a page is first painted in a browser that nobody looks into meanwhile: Playwright readies two worlds of scripts in every new page and runs one of its own before the paint, 30 to 50 ms that no visitor waits for.</summary>
internal static class Paint
{
    // A new profile opens a window, and Chromium builds that window's own toolbar out of dozens of scripts: a second and more of both processors, of which the page would get a third. Who taps a link has his window open already.
    private static readonly TimeSpan WindowStands = TimeSpan.FromSeconds(3);

    // Long after any paint. The page is asked only once it lies still.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(700);

    /// <returns>Milliseconds from the address being opened in an empty tab of a new profile whose window stands, of the size of a telephone, to the first contentful paint.</returns>
    public static async Task<double> PaintedAsync(this IBrowser browser, Uri address, CancellationToken ct)
    {
        var line = await browser.NewBrowserCDPSessionAsync();
        var profile = await line.AskAsync("Target.createBrowserContext", []);
        var tab = await line.AskAsync("Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = profile["browserContextId"]!.DeepClone(), ["width"] = 360, ["height"] = 640 });
        var page = await TabLine.OpenAsync(line, (string)tab["targetId"]!);
        await Task.Delay(WindowStands, ct);
        await page.AskAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });
        await Task.Delay(Rest, ct);
        var painted = await page.AskAsync("Runtime.evaluate", new() { ["expression"] = "performance.getEntriesByName('first-contentful-paint')[0].startTime" });
        await line.AskAsync("Target.disposeBrowserContext", new() { ["browserContextId"] = profile["browserContextId"]!.DeepClone() });
        await line.DetachAsync();
        return (double)painted["result"]!["value"]!;
    }

    private static async Task<JsonNode> AskAsync(this ICDPSession line, string method, JsonObject what)
    {
        var answer = await line.SendAsync(method, what.ToDictionary(part => part.Key, part => (object)part.Value!));
        return JsonNode.Parse(answer!.Value.GetRawText())!;
    }

    // Questions to a tab, one after the other, travel as text within the browser's own line.
    private sealed class TabLine(ICDPSession line, string session)
    {
        private int _number;
        private TaskCompletionSource<JsonNode>? _answer;

        public static async Task<TabLine> OpenAsync(ICDPSession line, string tab)
        {
            var session = await line.AskAsync("Target.attachToTarget", new() { ["targetId"] = tab, ["flatten"] = false });
            var opened = new TabLine(line, (string)session["sessionId"]!);
            line.Event("Target.receivedMessageFromTarget").OnEvent += (_, news) => opened.Take(JsonNode.Parse(news!.Value.GetRawText())!);
            return opened;
        }

        public async Task<JsonNode> AskAsync(string method, JsonObject what)
        {
            var message = new JsonObject { ["id"] = ++_number, ["method"] = method, ["params"] = what };
            _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await line.AskAsync("Target.sendMessageToTarget", new() { ["sessionId"] = session, ["message"] = message.ToJsonString() });
            return await _answer.Task;
        }

        private void Take(JsonNode news)
        {
            if ((string?)news["sessionId"] == session && JsonNode.Parse((string)news["message"]!) is { } message && (int?)message["id"] == _number)
            {
                _answer!.TrySetResult(message["result"] ?? throw new InvalidOperationException(message.ToJsonString()));
            }
        }
    }
}
