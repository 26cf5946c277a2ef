using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Submissions;

/// <summary>What all screens share is patched with what rang; it must be what each would have read for itself.</summary>
public sealed class InboxViewTests
{
    // All that the view keeps, so that not even the last of them may be wrong.
    private const int Page = InboxNow.Kept - 1;

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B3"), Trait("Feature", "B4"), Trait("Feature", "B7")]
    public async Task After_any_edits_the_shared_lists_are_those_that_a_screen_would_read_for_itself(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        await using var db = desk.Office.Crm.Open(Actor.System);
        // More than the view keeps, and more than it patches at once.
        db.AddRange(Enumerable.Range(0, 220).Select(i => Row(desk, i)));
        await db.SaveChangesAsync();
        using var view = new InboxView(desk.Office.Crm, new SharedView<InboxNow>(InboxNow.Nothing), NullLogger<InboxView>.Instance);
        await view.StartAsync(default);
        using var watch = await view.WatchAsync(default);
        await AgreesAsync(desk, view, "at first");
        var dice = new Random(7);
        for (var step = 0; step < 40; step++)
        {
            await StepAsync(desk, dice, step);
            await AgreesAsync(desk, view, $"after step {step}");
        }

        // Whoever leaves a full list makes room for the next, and not for somebody far behind who was touched in the same moment.
        var pending = db.Set<Submission>().AsTracking().Where(s => s.Status == SubmissionStatus.Pending);
        db.ChangeTracker.Clear();
        (await pending.OrderByDescending(s => s.Id).FirstAsync()).Status = SubmissionStatus.Rejected;
        (await pending.OrderBy(s => s.Id).FirstAsync()).LastName = "Behind";
        await db.SaveChangesAsync();
        await AgreesAsync(desk, view, "at last");
        await view.StopAsync(default);
    }

    private static async Task StepAsync(BrokerDesk desk, Random dice, int step)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        var rows = await db.Set<Submission>().OrderByDescending(s => s.Id).ToListAsync();
        for (var i = dice.Next(1, 9); i > 0; i--)
        {
            // Old ones too, of which the lists know nothing.
            var row = rows[dice.Next(rows.Count)];
            switch (dice.Next(5))
            {
                case 0: db.Add(Row(desk, 1000 + (step * 10) + i)); break;
                case 1: row.Status = SubmissionStatus.Rejected; break;
                case 2: row.Status = SubmissionStatus.Pending; break;
                case 3: row.LastName = $"Renamed{step}"; break;
                default: db.Add(new SubmissionMessage { SubmissionId = row.Id, FromBroker = true, Text = "?", At = desk.Office.Clock.GetUtcNow().UtcDateTime }); break;
            }
        }

        await db.SaveChangesAsync();
    }

    private static Task AgreesAsync(BrokerDesk desk, InboxView view, string when) => Eventually.True(async () =>
    {
        var now = view.Current.Value;
        foreach (var tile in new[] { InboxTile.All, InboxTile.Pending })
        {
            var filter = new InboxFilter { Tile = tile };
            if (now.FirstPage(desk.Manager, filter, Page) is not { } page || !page.Take(Page + 1).SequenceEqual(await desk.Inbox.ListAsync(desk.Manager, filter, null, Page, default)))
            {
                return false;
            }
        }

        return now.CountsFor(desk.Manager) == await desk.Inbox.CountsAsync(desk.Manager, default);
    }, $"the shared inbox is the one that is read, {when}");

    private static Submission Row(BrokerDesk desk, int i) => new()
    {
        BrokerFormId = desk.FormId, InvestmentId = desk.Offered, FirstName = "Jan", LastName = $"Nowak{i}", BrokerName = "Halina", BrokerKey = $"key{i}",
        ArrivedAt = desk.Office.Clock.GetUtcNow().UtcDateTime, Status = (SubmissionStatus)(i % 7 / 5),
    };
}
