using System.Diagnostics;
using System.Text.Json;
using CrmLive.Tests.Architecture;

namespace CrmLive.Tests.Web.Kpi;

/// <summary>What the sheet of plans makes of a clipboard (js/plans/numbers), in the Node that builds it.</summary>
public sealed class PasteTests
{
    private static readonly string Module = new Uri(Path.Combine(Sources.Root, "wwwroot-assets", "js", "plans", "numbers.js")).AbsoluteUri;

    [Fact, Trait("Feature", "K6")]
    public async Task What_Excel_puts_on_the_clipboard_is_read_cell_by_cell_and_what_is_no_number_is_named()
    {
        string[] texts =
        [
            "4\t30\r\n2\t18\r\n", "4\n30", "\t\t", "", "\"4\"\t\"1 \"\"200\"\"\"", "\"a\nb\"\t5", "\"never closed\t5",
            " 12 ", "1 200", "1\u00a0200", "1\u202f200", "1'200", "1,200", "1.200", "12,0", "12.00", "-", "–", "0", "10000",
            "12,5", "0.5", "-3", "−3", "10001", "1e3", "many", "4 + 2", "=A1", "#N/A", "NaN", "Infinity",
        ];
        var read = await AskAsync(texts);
        string?[][] blocks = [["4", "30", "|", "2", "18"], ["4", "|", "30"], ["", "", ""], [""], ["4", "1 \"200\""], ["a\nb", "5"], ["never closed\t5"]];
        Assert.Equal(blocks, read.Take(blocks.Length).Select(r => r.Block));
        Assert.Equal(
            [12, 1200, 1200, 1200, 1200, 1200, 1200, 12, 12, 0, 0, 0, 10_000],
            read.Skip(blocks.Length).Take(13).Select(r => r.Number!.Value));
        Assert.Equal(
            ["part", "part", "negative", "negative", "absurd", "letters", "letters", "letters", "letters", "letters", "letters", "letters"],
            read.Skip(blocks.Length + 13).Select(r => r.Wrong));
        Assert.All(read.Skip(blocks.Length + 13), r => Assert.Null(r.Number));
    }

    private static async Task<Read[]> AskAsync(string[] texts)
    {
        var script =
            $$"""
            import { blockOf, numberOf, wrongOf } from {{JsonSerializer.Serialize(Module)}};
            const read = (Text) => ({ Block: blockOf(Text).flatMap((row, i) => (i ? ["|", ...row] : row)), Number: numberOf(Text), Wrong: wrongOf(Text) });
            console.log(JSON.stringify({{JsonSerializer.Serialize(texts)}}.map(read)));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "--no-warnings"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(script);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return JsonSerializer.Deserialize<Read[]>(said)!;
    }

    private sealed record Read(string[] Block, int? Number, string? Wrong);
}
