using System.Text;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

/// <summary>What stands on a page, held against the rules of accessibility; found faults are gathered, so that one run tells of them all.</summary>
internal sealed class Looks
{
    private readonly StringBuilder _wrong = new();

    public async Task AtAsync(IPage page, string what)
    {
        foreach (var fault in await page.FaultsAsync())
        {
            Say($"{what}: {fault}");
        }

        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"))
        {
            Say($"{what}: wider than the screen");
        }
    }

    public void Say(string wrong) => _wrong.AppendLine(wrong);

    public void AreGood() => Assert.True(_wrong.Length == 0, _wrong.ToString());
}
