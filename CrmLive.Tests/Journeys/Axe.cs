using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Which rules of accessibility the page breaks, and the first few places where it does.</summary>
    /// <remarks>What is in order is not written out, and all is asked within the page: on pages of a hundred rows that was most of the time a look took.</remarks>
    public static async Task<string[]> FaultsAsync(this IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(fault =>
                `${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
            """);
    }
}
