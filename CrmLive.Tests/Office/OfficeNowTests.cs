using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Office;

[Trait("Feature", "P11")]
[Trait("Feature", "P15")]
public sealed class OfficeNowTests
{
    private static readonly Actor Administrator = new() { UserId = null, Name = "Ewa", Permissions = FrozenSet.Create(OfficePermissions.Settings), Scope = Scope.All };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateOnly Independence = new(2026, 11, 11);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Hours_holidays_country_and_zone_reach_the_offices_clock_without_a_restart(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        using var now = await FollowedAsync(office);
        var days = new OfficeDays(office.Crm);

        Assert.True((await days.SaveWeekAsync(Administrator, "Mo 07:00-15:00 Su 10:00-14:00", default)).Ok);
        await ClockAsync(office, time => time.Hours.On(DayOfWeek.Sunday) is not null && time.Hours.On(DayOfWeek.Friday) is null);
        Assert.Equal(new OpenHours(new TimeOnly(7, 0), new TimeOnly(15, 0)), office.Office.Time.Hours.On(DayOfWeek.Monday));

        Assert.True(office.Office.Time.IsHoliday(Independence));
        var commands = new OfficeCommands(office.Crm);
        Assert.True((await commands.SaveAsync(Administrator, Edit with { Country = "LV", TimeZone = "Europe/Riga" }, default)).Ok);
        await ClockAsync(office, time => time.Zone.Id == "Europe/Riga" && !time.IsHoliday(Independence));

        var saved = await days.SaveAsync(Administrator, new OfficeDayEdit { Day = Independence, Name = "Lāčplēsis Day" }, default);
        Assert.True(saved.Ok);
        await ClockAsync(office, time => time.IsHoliday(Independence));
        Assert.True((await days.RemoveAsync(Administrator, saved.Id, default)).Ok);
        await ClockAsync(office, time => !time.IsHoliday(Independence));
        await now.StopAsync(default);
    }

    [Fact]
    public async Task A_change_is_not_missed_though_the_database_cannot_be_read_when_it_is_announced()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        using var now = await FollowedAsync(office);
        var days = new OfficeDays(office.Crm);
        await SqlAsync(office, """ALTER TABLE "OfficeDays" RENAME TO "Elsewhere" """);
        Assert.True((await days.SaveWeekAsync(Administrator, "Sa 10:00-14:00", default)).Ok);
        Assert.NotNull(office.Office.Time.Hours.On(DayOfWeek.Monday));

        await SqlAsync(office, """ALTER TABLE "Elsewhere" RENAME TO "OfficeDays" """);
        await Eventually.True(
            () =>
            {
                office.Clock.Advance(TimeSpan.FromSeconds(1));
                return office.Office.Time.Hours.On(DayOfWeek.Monday) is null;
            },
            Patience, "the clock has the new week");
        await now.StopAsync(default);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_makes_no_sense_is_said_and_not_saved_and_the_journal_tells_what_was(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var days = new OfficeDays(office.Crm);
        Assert.Equal("never-open", Assert.Single((await days.SaveWeekAsync(Administrator, "", default)).Problems).Key);
        Assert.Equal("hours", Assert.Single((await days.SaveWeekAsync(Administrator, "Mo 18:00-09:00", default)).Problems).Key);

        var fair = new OfficeDayEdit { Day = new(2026, 12, 6), Name = "Fair", Closed = false };
        Assert.Equal("missing", Assert.Single((await days.SaveAsync(Administrator, fair with { Name = " " }, default)).Problems).Key);
        Assert.Equal("hours", Assert.Single((await days.SaveAsync(Administrator, fair with { Closes = fair.Opens }, default)).Problems).Key);
        Assert.True((await days.SaveAsync(Administrator, fair, default)).Ok);
        Assert.Equal("day-taken", Assert.Single((await days.SaveAsync(Administrator, fair, default)).Problems).Key);
        Assert.Equal(SavedOutcome.Gone, (await days.RemoveAsync(Administrator, 12345, default)).Outcome);
        Assert.Equal(fair, Assert.Single(await days.AllAsync(Administrator, default)) with { Id = null });

        Assert.True((await days.SaveWeekAsync(Administrator, "Mo 08:00-16:00", default)).Ok);
        await using var db = office.Crm.Open(Actor.System);
        var told = await db.Set<JournalEntry>().OrderBy(e => e.Seq).Where(e => e.Event == "office-day.created" || e.Event == "office-settings.changed").ToListAsync();
        Assert.Equal(["office-day.created", "office-settings.changed"], told.Select(e => e.Event));
        Assert.Contains("Mo 09:00-18:00", told[1].Changes, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Whoever_may_not_change_settings_is_refused()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var days = new OfficeDays(office.Crm);
        await Assert.ThrowsAsync<AccessRefused>(() => days.AllAsync(Actor.Nobody, default));
        await Assert.ThrowsAsync<AccessRefused>(() => days.SaveWeekAsync(Actor.Nobody, "Mo 09:00-18:00", default));
        await Assert.ThrowsAsync<AccessRefused>(() => days.SaveAsync(Actor.Nobody, new OfficeDayEdit(), default));
        await Assert.ThrowsAsync<AccessRefused>(() => days.RemoveAsync(Actor.Nobody, 1, default));
    }

    private static OfficeEdit Edit { get; } = new()
    {
        Name = "Test office", TimeZone = "Europe/Warsaw", Country = "PL", Language = "en", CallTimeoutMinutes = 30, MissedGoalMinutes = 20, LeadOverdueHours = 24,
    };

    private static async Task<OfficeNow> FollowedAsync(TestOffice office)
    {
        var now = new OfficeNow(office.Crm, NullLogger<OfficeNow>.Instance);
        await now.ReadAsync(default);
        await now.StartAsync(default);
        return now;
    }

    private static Task ClockAsync(TestOffice office, Func<OfficeTime, bool> condition) =>
        Eventually.True(() => condition(office.Office.Time), Patience, "the office's clock has the new settings");

    private static async Task SqlAsync(TestOffice office, string sql)
    {
        await using var db = office.Crm.Open(Actor.System);
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
