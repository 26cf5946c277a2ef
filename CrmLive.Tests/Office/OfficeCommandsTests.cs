using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Office;

/// <summary>What the administrator sets; that nobody else does is tried for every command in <see cref="Access.DoorsTests"/>.</summary>
public sealed class OfficeCommandsTests
{
    private static readonly OfficeEdit Good = new()
    {
        Name = " Nowe Osiedle ", TimeZone = "Europe/Riga", Country = "LV", Language = "ru", CallTimeoutMinutes = 45, MissedGoalMinutes = 20, LeadOverdueHours = 8,
    };

    private static Actor Administrator => People.Of(BuiltInRoles.Administrator);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P5")]
    public async Task What_is_set_is_kept_journaled_and_rung(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        using var watch = office.Bus.Subscribe(LiveTopic.Office);
        Assert.True((await new OfficeCommands(office.Crm).SaveAsync(Administrator, Good, default)).Ok);

        Assert.NotEmpty(await watch.ReadBatchAsync(default));
        await using var db = office.Crm.Open(Actor.System);
        var now = await db.Set<OfficeSettings>().SingleAsync();
        Assert.Equal(("Nowe Osiedle", "Europe/Riga", "LV", "ru", 45, 20, 8), (now.Name, now.TimeZone, now.Country, now.Language, now.CallTimeoutMinutes, now.MissedGoalMinutes, now.LeadOverdueHours));
        var entry = await db.Set<JournalEntry>().OrderByDescending(e => e.Seq).FirstAsync();
        Assert.Contains("\"TimeZone\":[\"Europe/Warsaw\",\"Europe/Riga\"]", entry.Changes!, StringComparison.Ordinal);
    }

    public static TheoryData<string, OfficeEdit> Bad => new()
    {
        { nameof(OfficeEdit.Name), Good with { Name = " " } },
        { nameof(OfficeEdit.TimeZone), Good with { TimeZone = "Nowhere/Nothing" } },
        { nameof(OfficeEdit.Country), Good with { Country = "Poland" } },
        { nameof(OfficeEdit.Language), Good with { Language = "de" } },
        { nameof(OfficeEdit.CallTimeoutMinutes), Good with { CallTimeoutMinutes = 0 } },
        { nameof(OfficeEdit.MissedGoalMinutes), Good with { MissedGoalMinutes = -5 } },
        { nameof(OfficeEdit.LeadOverdueHours), Good with { LeadOverdueHours = 1001 } },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true), Trait("Feature", "P11")]
    public async Task What_makes_no_sense_is_named_and_nothing_is_changed(string field, OfficeEdit bad)
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var saved = await new OfficeCommands(office.Crm).SaveAsync(Administrator, bad, default);

        Assert.Equal(field, Assert.Single(saved.Problems).Field);
        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal("Test office", (await db.Set<OfficeSettings>().SingleAsync()).Name);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C2")]
    public async Task A_line_is_known_by_its_number_in_whatever_spelling(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new OfficeCommands(office.Crm);
        var saved = await commands.SaveLineAsync(Administrator, new LineEdit { Name = " Billboard ", Number = "22 555-01-01" }, default);

        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal("+48225550101", (await db.Set<Line>().SingleAsync(l => l.Id == saved.Id)).E164);
        var line = Assert.Single(await commands.LinesAsync(Administrator, default));
        Assert.Equal(("Billboard", "22 555-01-01"), (line.Name, line.Number));

        Assert.True((await commands.SaveLineAsync(Administrator, line with { Retired = true }, default)).Ok);
        Assert.True(Assert.Single(await commands.LinesAsync(Administrator, default)).Retired);
    }

    [Fact]
    public async Task A_line_without_a_name_or_with_a_number_that_is_none_is_refused_and_one_that_is_gone_is_said_to_be()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var commands = new OfficeCommands(office.Crm);
        var line = new LineEdit { Name = "Billboard", Number = "22 555 01 01" };

        Assert.Equal([new Problem("Name", "missing")], (await commands.SaveLineAsync(Administrator, line with { Name = " " }, default)).Problems);
        Assert.Equal([new Problem("Number", "phone")], (await commands.SaveLineAsync(Administrator, line with { Number = "12" }, default)).Problems);
        Assert.Equal(SavedOutcome.Gone, (await commands.SaveLineAsync(Administrator, line with { Id = 987 }, default)).Outcome);
        Assert.Empty(await commands.LinesAsync(Administrator, default));
    }
}
