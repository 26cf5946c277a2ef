using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Office;

[Trait("Feature", "A2")]
[Trait("Feature", "P15")]
public sealed class DictionaryTests
{
    private static readonly Actor Administrator = new() { Name = "Ewa", Permissions = FrozenSet.Create(OfficePermissions.Settings), Scope = Scope.All };

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Words_are_added_renamed_ordered_and_retired_and_none_is_ever_gone(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new DictionaryCommands(office.Crm);
        using var bell = office.Bus.Subscribe(LiveTopic.Office);

        var garden = (await commands.AddAsync(Administrator, DictionaryKind.Place, "  Winter garden ", default)).Id;
        Assert.NotEmpty(await bell.ReadBatchAsync(default));
        Assert.Equal(["sales-office", "building-site", "client-place", "online", "notary", "Winter garden"], await SaidAsync(office, DictionaryKind.Place));
        for (var i = 0; i < 7; i++)
        {
            Assert.True((await commands.MoveAsync(Administrator, garden, up: true, default)).Ok);
        }

        Assert.True((await commands.MoveAsync(Administrator, garden, up: false, default)).Ok);
        var notary = await IdAsync(office, "notary");
        Assert.True((await commands.RenameAsync(Administrator, notary, "Kancelaria notarialna", default)).Ok);
        Assert.True((await commands.RetireAsync(Administrator, garden, retired: true, default)).Ok);
        Assert.Equal(["sales-office", "-Winter garden", "building-site", "client-place", "online", "Kancelaria notarialna"], await SaidAsync(office, DictionaryKind.Place));

        // A retired word is passed over by those in use; it comes back where it was.
        Assert.True((await commands.MoveAsync(Administrator, await IdAsync(office, "building-site"), up: true, default)).Ok);
        Assert.True((await commands.RetireAsync(Administrator, garden, retired: false, default)).Ok);
        Assert.True((await commands.RenameAsync(Administrator, notary, "", default)).Ok);
        Assert.Equal(["building-site", "sales-office", "Winter garden", "client-place", "online", "notary"], await SaidAsync(office, DictionaryKind.Place));

        await using var db = office.Crm.Open(Actor.System);
        var told = await db.Set<JournalEntry>().Where(e => e.SubjectId == garden && e.Subject == "dictionary-entry").OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync();
        Assert.Equal("dictionary-entry.added", told[0]);
        Assert.Contains("dictionary-entry.retired", told);
        Assert.Equal("dictionary-entry.restored", told[^1]);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task The_funnel_keeps_the_order_of_what_the_rules_set_and_takes_the_offices_own_between(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new DictionaryCommands(office.Crm);
        var visit = (await commands.AddAsync(Administrator, DictionaryKind.ClientStatus, "Visited the site", default)).Id;
        Assert.Equal(["handed-over", "Visited the site", "finished"], (await SaidAsync(office, DictionaryKind.ClientStatus)).TakeLast(3));

        for (var i = 0; i < 6; i++)
        {
            Assert.True((await commands.MoveAsync(Administrator, visit, up: true, default)).Ok);
        }

        Assert.Equal(["new", "interested", "Visited the site", "offer"], (await SaidAsync(office, DictionaryKind.ClientStatus)).Take(4));
        Assert.Equal("funnel", Key(await commands.MoveAsync(Administrator, await IdAsync(office, "interested"), up: true, default)));
        Assert.Equal("of-the-rules", Key(await commands.RetireAsync(Administrator, await IdAsync(office, "offer"), retired: true, default)));
        Assert.Equal("of-the-rules", Key(await commands.RetireAsync(Administrator, await IdAsync(office, "telephony"), retired: true, default)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_makes_no_sense_is_said_and_nothing_is_changed(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new DictionaryCommands(office.Crm);
        Assert.Equal("word", Key(await commands.AddAsync(Administrator, DictionaryKind.Purpose, " ", default)));
        Assert.Equal("word", Key(await commands.AddAsync(Administrator, DictionaryKind.Purpose, new string('x', 61), default)));
        var word = await commands.AddAsync(Administrator, DictionaryKind.Purpose, "Odbiór łąki", default);
        Assert.Equal("word-taken", Key(await commands.AddAsync(Administrator, DictionaryKind.Purpose, "odbior laki", default)));
        Assert.Equal("word", Key(await commands.RenameAsync(Administrator, word.Id, "", default)));
        Assert.True((await commands.RenameAsync(Administrator, word.Id, "odbior laki", default)).Ok);
        Assert.Equal(SavedOutcome.Gone, (await commands.RenameAsync(Administrator, 12345, "x", default)).Outcome);

        foreach (var key in (string[])["low", "normal", "high"])
        {
            Assert.True((await commands.RetireAsync(Administrator, await IdAsync(office, key), retired: true, default)).Ok);
        }

        Assert.Equal("last-word", Key(await commands.RetireAsync(Administrator, await IdAsync(office, "urgent"), retired: true, default)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Sources_grow_on_their_types_and_a_retired_one_is_offered_no_more(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var sources = new SourceCommands(office.Crm);
        var portal = await IdAsync(office, "portal", DictionaryKind.SourceType);
        var otodom = await sources.SaveAsync(Administrator, new SourceEdit { Name = " Otodom ", SourceTypeId = portal }, default);
        Assert.Equal("word-taken", Key(await sources.SaveAsync(Administrator, new SourceEdit { Name = "OTODOM" }, default)));
        Assert.Equal("word", Key(await sources.SaveAsync(Administrator, new SourceEdit { Name = "" }, default)));
        Assert.Equal("missing", Key(await sources.SaveAsync(Administrator, new SourceEdit { Name = "x", SourceTypeId = await IdAsync(office, "low") }, default)));
        Assert.Equal([new Choice(otodom.Id, "Otodom")], await office.Crm.SourcesAsync(Administrator, default));

        Assert.True((await sources.SaveAsync(Administrator, new SourceEdit { Id = otodom.Id, Name = "Otodom", SourceTypeId = portal, Retired = true }, default)).Ok);
        Assert.Empty(await office.Crm.SourcesAsync(Administrator, default));
        Assert.Equal(new SourceEdit { Id = otodom.Id, Name = "Otodom", SourceTypeId = portal, Retired = true }, Assert.Single(await sources.AllAsync(Administrator, default)));
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Whoever_may_not_change_settings_is_refused()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var (words, sources) = (new DictionaryCommands(office.Crm), new SourceCommands(office.Crm));
        await Assert.ThrowsAsync<AccessRefused>(() => words.AddAsync(Actor.Nobody, DictionaryKind.Place, "x", default));
        await Assert.ThrowsAsync<AccessRefused>(() => words.RenameAsync(Actor.Nobody, 1, "x", default));
        await Assert.ThrowsAsync<AccessRefused>(() => words.MoveAsync(Actor.Nobody, 1, up: true, default));
        await Assert.ThrowsAsync<AccessRefused>(() => words.RetireAsync(Actor.Nobody, 1, retired: true, default));
        await Assert.ThrowsAsync<AccessRefused>(() => sources.AllAsync(Actor.Nobody, default));
        await Assert.ThrowsAsync<AccessRefused>(() => sources.SaveAsync(Actor.Nobody, new SourceEdit { Name = "x" }, default));
    }

    private static string Key(Saved saved) => Assert.Single(saved.Problems).Key;

    /// <summary>Names or keys in order, a retired one with a dash.</summary>
    private static async Task<IReadOnlyList<string>> SaidAsync(TestOffice office, DictionaryKind kind) =>
        [.. (await new DictionaryQueries(office.Crm).WordsAsync(Administrator, [kind], default)).Select(word => (word.Retired ? "-" : "") + (word.Name ?? word.Key))];

    private static async Task<int> IdAsync(TestOffice office, string key, DictionaryKind? kind = null)
    {
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<DictionaryEntry>().Where(e => e.Key == key && (kind == null || e.Kind == kind)).Select(e => e.Id).FirstAsync();
    }
}
