using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CrmLive.Tests.Kpi;

public sealed class KpiProperties
{
    private const int Edits = 70;

    /// <summary>Totals, spells and ranks are kept up by each save; the second opinion reads all rows once at the end.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K1"), Trait("Feature", "K2"), Trait("Feature", "K3"), Trait("Feature", "K9"), Trait("Feature", "K10"), Trait("Feature", "K11")]
    public async Task After_any_edits_points_ranks_and_coverage_are_what_one_counts_by_hand(DatabaseKind kind)
    {
        foreach (var seed in Gen.Choose(0, int.MaxValue - 1).Sample(3))
        {
            await using var floor = await SalesFloor.OpenAsync(kind);
            var random = new Random(seed);
            await using var edited = new EditedFloor(floor, random);
            await edited.StartAsync();
            for (var edit = 0; edit < Edits; edit++)
            {
                await edited.EditAsync();
            }

            await edited.Naive.ReadAsync(floor);
            for (var i = 0; i < 6; i++)
            {
                // Weeks, and days of any number, which cross months and each other.
                var first = SalesFloor.Monday.AddDays(i % 2 == 0 ? 7 * random.Next(-1, 8) : random.Next(-9, 60));
                var days = i % 2 == 0 ? 7 * random.Next(1, 4) : random.Next(1, 60);
                await CompareAsync(floor, edited, At.Warsaw.Days(first, first.AddDays(days - 1)), isWeeks: i % 2 == 0, $"seed {seed}, {days} days from {first}");
            }

            Assert.Empty(await new TotalsAudit(floor.Office.Crm).DifferencesAsync(default));
        }
    }

    private static async Task CompareAsync(SalesFloor floor, EditedFloor edited, UtcRange period, bool isWeeks, string where)
    {
        var (naive, from, to) = (edited.Naive, period.FromUtc, period.ToUtc);
        var rows = (await floor.Queries.OverviewAsync(floor.Manager, period, RankBy.Points, default)).ToDictionary(row => row.UserId);
        var rings = (await floor.Coverage.RingsAsync(floor.Manager, period, default)).ToDictionary(row => row.UserId);
        foreach (var user in edited.Users)
        {
            Same(where, (naive.Facts(user, from, to), naive.Points(user, from, to)), (rows[user].Facts, rows[user].Points));
            if (isWeeks)
            {
                Same(where, (naive.Rank(user, edited.Users, from, to), (decimal)naive.Planned(user, from, to)), (rows[user].Rank, rows[user].Plan.Total));
            }

            var ring = rings.GetValueOrDefault(user);
            Same(where, naive.Rings(user, from, to), (ring?.Clients ?? default, ring?.Key ?? default, ring?.WithKey ?? default));
            var left = await floor.Coverage.ClientsAsync(floor.Manager, user, period, RingPart.Left, false, null, 200, default);
            Same(where, string.Join(' ', naive.Left(user, from, to).Order()), string.Join(' ', left.Select(c => c.ClientId).Order()));
            var contacts = await floor.Contacts.PageAsync(floor.Manager, user, period, null, false, null, 200, default);
            Same(where, rows[user].Points, contacts.Sum(c => (long)c.Points));
            var withKey = await floor.Contacts.PageAsync(floor.Manager, user, period, null, true, null, 200, default);
            Same(where, ring?.WithKey ?? default, new Tally(withKey.Count(c => c.Kind == ContactKind.Meeting), withKey.Count(c => c.Kind == ContactKind.Call), withKey.Count(c => c.Kind == ContactKind.Email)));
        }
    }

    private static void Same<T>(string where, T expected, T actual) => Assert.True(EqualityComparer<T>.Default.Equals(expected, actual), $"{where}: {actual} instead of {expected}");
}
