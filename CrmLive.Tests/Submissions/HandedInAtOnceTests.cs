using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

/// <summary>What many brokers hand in at the same moment is committed together, and is still each broker's own.</summary>
public sealed class HandedInAtOnceTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B2"), Trait("Feature", "B7")]
    public async Task Each_of_many_at_once_is_there_once_and_the_journal_says_who_it_was(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var handed = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => desk.Intake.TakeAsync(
            Actor.Nobody with { Name = $"Broker {i}", Ip = $"10.0.0.{i}", Channel = i % 2 == 0 ? ActorChannel.Web : ActorChannel.Api }, desk.Jan with { LastName = $"Nowak{i}", BrokerName = $"Broker {i}" }, default))));
        Assert.All(handed, one => Assert.True(one.Ok));
        await using var db = desk.Office.Crm.Open(Actor.System);
        var kept = await db.Set<Submission>().Where(s => handed.Select(h => h.Id).Contains(s.Id)).ToDictionaryAsync(s => s.Id);
        var told = (await db.Set<JournalEntry>().Where(e => e.Event == "submission.created").ToListAsync()).ToDictionary(e => e.SubjectId);
        Assert.Equal(60, kept.Count);
        for (var i = 0; i < handed.Length; i++)
        {
            Assert.Equal(($"Nowak{i}", handed[i].BrokerKey), (kept[handed[i].Id].LastName, kept[handed[i].Id].BrokerKey));
            var entry = told[handed[i].Id];
            Assert.Equal(($"Broker {i}", $"10.0.0.{i}", i % 2 == 0 ? ActorChannel.Web : ActorChannel.Api), (entry.Who, entry.Ip, entry.Channel));
        }
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B2")]
    public async Task Of_twenty_clicks_in_one_moment_one_is_taken_and_the_strangers_beside_them_are_too(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var handed = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => desk.Intake.TakeAsync(Actor.Nobody, desk.Jan with { OnceKey = i % 2 == 0 ? "the same" : $"other {i}" }, default))));
        Assert.All(handed, one => Assert.True(one.Ok));
        Assert.Single(handed.Where((_, i) => i % 2 == 0).Select(one => one.Id).Distinct());
        Assert.Single(handed.Where((one, i) => i % 2 == 0 && !one.Again));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(21, await db.Set<Submission>().CountAsync());
    }
}
