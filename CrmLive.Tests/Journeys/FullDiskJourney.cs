using System.Net;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>A disk that is truly full under a running CrmLive, and has room again.</summary>
public sealed class FullDiskJourney
{
    [SkippableFact, Trait("Feature", "C1"), Trait("Feature", "P18"), Trait("Feature", "P19"), Trait("Feature", "P21")]
    public async Task While_the_disk_is_full_senders_and_people_are_told_so_and_afterwards_all_goes_on_and_nothing_is_damaged()
    {
        Needs.SmallDisk();
        Needs.Chromium();
        SmallDisk? mounted = null;
        await using var app = await RunningApp.StartAsync(
            async data =>
            {
                // Room for the database, and for its log at its longest.
                mounted = await SmallDisk.MountAsync(data, kilobytes: 120_000);
                await JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog);
            }, Burst.Settings);
        await using var disk = mounted!;
        using var burst = new Burst(app.Address, calls: 300);
        var page = await JourneyOffice.EnterAsync(app.Address, "rita", "/clients/new");
        await page.Locator("#c-LastName").FillAsync("Kwiatkowska");

        var filler = Path.Combine(app.Data, "somebody-elses-film");
        await FillAsync(filler, disk.Free);
        await burst.SendUntilAsync(int.MaxValue - 100_000, () => Task.CompletedTask);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await burst.SendNextAsync());
        // A process prints a little after it has answered.
        await Eventually.True(() => Task.FromResult(app.Output.Contains("could not be kept; their senders were told so", StringComparison.Ordinal)), Eventually.Patience, () => $"it is in the log, where it says: {app.Output}");
        await page.Locator("form.card-form button[type=submit]").ClickAsync();
        await Expect(page.GetByText("could not be saved")).ToBeVisibleAsync();
        await Expect(page.Locator("#c-LastName")).ToHaveValueAsync("Kwiatkowska");
        Assert.True(await app.AnswersAsync(), "it lives");

        File.Delete(filler);
        await burst.SendRestAsync();
        await page.Locator("form.card-form button[type=submit]").ClickAsync();
        await Expect(page.Locator(".card-head h1")).ToContainTextAsync("Kwiatkowska");

        await app.KillAsync();
        await AtRest.LookAsync(app.Data, async (crm, db) =>
        {
            Assert.Equal("ok", (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()).Single());
            Assert.Empty(burst.Acknowledged.Except(await db.Set<StoredCallEvent>().Select(e => e.EventId).ToListAsync()));
            Assert.Equal(300, await db.Set<Call>().CountAsync());
            Assert.Empty(await new TotalsAudit(crm).DifferencesAsync(default));
        });
    }

    /// <summary>To the last block: what is free now, and then whatever is still free.</summary>
    private static async Task FillAsync(string file, long free)
    {
        await using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 << 10];
        try
        {
            for (var written = 0L; written <= free; written += block.Length)
            {
                await filler.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
