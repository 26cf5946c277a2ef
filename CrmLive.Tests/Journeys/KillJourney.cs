using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Journeys;

/// <summary>The process dies at any moment, as when the power goes; what it had acknowledged must be there.</summary>
[Trait("Feature", "C1"), Trait("Feature", "C2"), Trait("Feature", "C5"), Trait("Feature", "P19")]
public sealed class KillJourney
{
    // The moments are drawn once and stay the same; what the machine is doing at each of them does not.
    private readonly Random _random = new(20261122);

    [Fact]
    public async Task Killed_at_any_moment_it_has_every_event_it_acknowledged_no_total_off_by_one_and_no_call_that_rings_for_ever()
    {
        await using var app = RunningApp.NotYet(Burst.Settings);
        // Over the migrations of its first start, twice; the database begins to grow with the first of them.
        foreach (var bytes in (int[])[_random.Next(1, 100_000), _random.Next(200_000, 800_000)])
        {
            await app.BeginAsync();
            await Eventually.True(async () => Written(app.Data) >= bytes || await app.AnswersAsync(), $"{bytes} bytes are written");
            await app.KillAsync();
        }

        await app.StartAgainAsync();
        using var burst = new Burst(app.Address, calls: 250);
        for (var life = 1; life <= 4; life++)
        {
            await burst.SendUntilAsync(_random.Next(1, 250), app.KillAsync);
            await SoundAsync(app.Data, burst.Acknowledged);
            await app.StartAgainAsync();
        }

        // The senders had no answer for the rest and send it again, with what may or may not have been kept.
        await burst.SendRestAsync();
        // Once more, for a start sweeps at once what has been silent for hours.
        await app.KillAsync();
        await app.StartAgainAsync();
        await Eventually.True(
            () => AtRest.ReadAsync(app.Data, async (_, db) => !await db.Set<Call>().AnyAsync(c => c.EndedAt == null)),
            TimeSpan.FromSeconds(90), "no call is going on any more");
        await SoundAsync(app.Data, burst.Acknowledged);
        Assert.Equal(250, await AtRest.ReadAsync(app.Data, (_, db) => db.Set<Call>().CountAsync()));
    }

    [Fact]
    [Trait("Feature", "P1"), Trait("Feature", "A14")]
    public async Task Killed_while_the_sample_office_is_made_and_while_it_lives_nothing_in_it_is_half_done()
    {
        await using var app = RunningApp.NotYet("--Sample:Enabled=true", "--Sample:Pace=60");
        await app.BeginAsync();
        await Eventually.True(async () => Written(app.Data) >= 5_000_000 || await app.AnswersAsync(), "its rows are being written");
        await app.KillAsync();
        for (var life = 1; life <= 2; life++)
        {
            await app.StartAgainAsync();
            var goal = await SeqAsync(app) + _random.Next(5, 40);
            await Eventually.True(async () => await SeqAsync(app) >= goal, "people call, plan and conclude");
            await app.KillAsync();
        }

        await AtRest.LookAsync(app.Data, async (crm, db) =>
        {
            Assert.Equal(25, await db.Set<Core.Users.User>().CountAsync());
            Assert.Empty(await new TotalsAudit(crm).DifferencesAsync(default));
            Assert.Empty(await KeptFacts.DifferencesAsync(db));
        });
    }

    private static Task<long> SeqAsync(RunningApp app) =>
        AtRest.ReadAsync(app.Data, (_, db) => db.Set<Core.Journal.JournalEntry>().MaxAsync(e => e.Seq));

    /// <summary>Of the database and its logs, which come and go.</summary>
    private static long Written(string data)
    {
        try
        {
            return new DirectoryInfo(data).EnumerateFiles("crmlive.db*").Sum(file => file.Length);
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static Task SoundAsync(string data, IReadOnlyCollection<string> acknowledged) => AtRest.LookAsync(data, async (crm, db) =>
    {
        Assert.Equal("ok", (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()).Single());
        Assert.Empty(acknowledged.Except(await db.Set<StoredCallEvent>().Select(e => e.EventId).ToListAsync()));
        Assert.Empty(await new TotalsAudit(crm).DifferencesAsync(default));
        // A call without events, or events without their call, would be half a transaction.
        var told = await db.Set<StoredCallEvent>().Select(e => e.CallKey).Distinct().ToListAsync();
        Assert.Equal(told.Order(), (await db.Set<Call>().Select(c => c.CallKey).ToListAsync()).Order());
    });
}
