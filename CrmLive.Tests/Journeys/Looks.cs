using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

/// <summary>What stands on a page, held against the rules of accessibility; found faults are gathered, so that one run tells of them all.</summary>
internal sealed class Looks
{
    private readonly StringBuilder _wrong = new();

    public async Task AtAsync(IPage page, string what)
    {
        foreach (var violation in (await page.RunAxe()).Violations)
        {
            _wrong.AppendLine(null, $"{what}: {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}");
        }

        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"))
        {
            _wrong.AppendLine(null, $"{what}: wider than the screen");
        }
    }

    public void AreGood() => Assert.True(_wrong.Length == 0, _wrong.ToString());
}
