using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Clients;

[Trait("Feature", "P13")]
public sealed class MergeTests
{
    private static readonly HashSet<MergeField> None = [];

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Whatever_two_clients_have_a_merge_keeps_it_and_an_undo_gives_it_back_to_whose_it_was(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await MergeWorld.StartAsync(office);
        var merging = new ClientMerging(office.Crm);
        foreach (var seed in Gen.Choose(0, int.MaxValue - 1).Sample(6))
        {
            var random = new Random(seed);
            var (one, two) = (await world.ClientAsync(random), await world.ClientAsync(random));
            var before = await world.EverythingAsync();
            var chosen = Enum.GetValues<MergeField>().Where(_ => random.Next(2) == 0).ToHashSet();

            Assert.True((await merging.MergeAsync(Actor.System, one, two, chosen, default)).Ok);
            await using (var db = office.Crm.Open(Actor.System))
            {
                foreach (var entity in ClientRows.Kinds(db))
                {
                    Assert.Empty(await ClientRows.OfClientAsync(db, entity, two.Id, default));
                }

                Assert.False(await db.Set<FindKey>().AnyAsync(k => k.Subject == FindSubject.Client && k.SubjectId == two.Id));
            }

            Assert.Empty(await new TotalsAudit(office.Crm).DifferencesAsync(default));
            var merge = Assert.Single(await new MergeQueries(office.Crm).OfClientAsync(Actor.System, one.Id, default));
            var undone = await merging.UndoAsync(Actor.System, merge.Id, default);

            Assert.True(undone.Saved.Ok && undone.Kept.Count == 0, $"seed {seed} kept {string.Join(',', undone.Kept)}");
            var after = await world.EverythingAsync();
            Assert.True(before == after, $"seed {seed}: {string.Join(" | ", after.Split('\n').Except(before.Split('\n')))} instead of {string.Join(" | ", before.Split('\n').Except(after.Split('\n')))}");
            Assert.Empty(await new TotalsAudit(office.Crm).DifferencesAsync(default));
        }
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Old_links_history_and_search_lead_to_the_survivor_and_the_chosen_fields_stand(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (one, two) = (await office.AddClientAsync("Anna", "Nowak", "600 111 222"), await office.AddClientAsync("Ania", "Nowak-Lis", "600 333 444"));
        await new ClientMerging(office.Crm).MergeAsync(Actor.System, (one.Id, 0), (two.Id, 0), new HashSet<MergeField> { MergeField.Name }, default);
        var (queries, merges) = (new ClientQueries(office.Crm), new MergeQueries(office.Crm));

        Assert.Null(await queries.CardAsync(Actor.System, two.Id, default));
        Assert.Equal(one.Id, await merges.WhereToAsync(Actor.System, two.Id, default));
        Assert.Null(await merges.WhereToAsync(Actor.System, one.Id, default));
        Assert.Equal([one.Id], (await queries.FindAsync(Actor.System, "333 444", 10, default)).Select(f => f.Id));
        Assert.Equal([one.Id], (await queries.FindAsync(Actor.System, "nowak", 10, default)).Select(f => f.Id));
        var card = await queries.CardAsync(Actor.System, one.Id, default);
        Assert.Equal(("Ania Nowak-Lis", 2), (card!.Name, card.Phones.Count));
        var history = await new ClientHistory(office.Crm).PageAsync(Actor.System, one.Id, null, 50, default);
        Assert.Contains(history, e => e.Entry.Event == "client.created" && e.Entry.SubjectId == two.Id);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_was_changed_since_stays_at_the_undo_and_is_said(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (one, two) = (await office.AddClientAsync("Anna", "Nowak"), await office.AddClientAsync("Ania", "Lis"));
        var merging = new ClientMerging(office.Crm);
        await merging.MergeAsync(Actor.System, (one.Id, 0), (two.Id, 0), new HashSet<MergeField> { MergeField.Name }, default);
        await using (var db = office.Crm.Open(Actor.System))
        {
            (await db.Set<Client>().SingleAsync(c => c.Id == one.Id)).LastName = "Wilk";
            await db.SaveChangesAsync();
        }

        var merge = Assert.Single(await new MergeQueries(office.Crm).OfClientAsync(Actor.System, one.Id, default));
        var undone = await merging.UndoAsync(Actor.System, merge.Id, default);

        Assert.Equal([nameof(Client.LastName)], undone.Kept);
        Assert.Equal("Anna Wilk", (await new ClientQueries(office.Crm).CardAsync(Actor.System, one.Id, default))!.Name);
        Assert.Equal("Ania Lis", (await new ClientQueries(office.Crm).CardAsync(Actor.System, two.Id, default))!.Name);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Who_saw_an_older_client_is_told_and_nobody_merges_whom_they_do_not_see(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var ewa = await office.AddUserAsync("Ewa", "Wilk");
        var (one, two) = (await office.AddClientAsync("Anna", "Nowak", advisorId: ewa.Id), await office.AddClientAsync("Ania", "Nowak", advisorId: ewa.Id));
        var merging = new ClientMerging(office.Crm);

        Assert.Equal(SavedOutcome.Gone, (await merging.MergeAsync(People.Of(BuiltInRoles.Advisor, Scope.Own, 4711), (one.Id, 0), (two.Id, 0), None, default)).Outcome);
        await Assert.ThrowsAsync<AccessRefused>(() => merging.MergeAsync(People.Without(ClientPermissions.Merge), (one.Id, 0), (two.Id, 0), None, default));
        Assert.Equal(SavedOutcome.Gone, (await merging.MergeAsync(Actor.System, (one.Id, 0), (one.Id, 0), None, default)).Outcome);
        await using (var db = office.Crm.Open(Actor.System))
        {
            (await db.Set<Client>().SingleAsync(c => c.Id == two.Id)).Town = "Łódź";
            await db.SaveChangesAsync();
        }

        Assert.Equal(SavedOutcome.Conflict, (await merging.MergeAsync(Actor.System, (one.Id, 0), (two.Id, 0), None, default)).Outcome);
        Assert.True((await merging.MergeAsync(Actor.System, (one.Id, 0), (two.Id, 1), None, default)).Ok);
        var edit = new ClientEdit { Id = two.Id, Version = 1, Card = new NewClient { LastName = "Nowak" } };
        Assert.Equal(SavedOutcome.Gone, (await new ClientCommands(office.Crm).EditAsync(Actor.System, edit, default)).Outcome);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task While_typing_the_similar_are_shown_and_those_of_others_without_their_names(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (ewa, anna) = (await office.AddUserAsync("Ewa", "Wilk"), await office.AddUserAsync("Anna", "Lis"));
        var hers = await office.AddClientAsync("Jan", "Kowalski", "600 111 222", ewa.Id);
        var similar = new SimilarClients(office.Crm);
        async Task<SimilarClient[]> Find(Actor actor, NewClient typed) => [.. await similar.FindAsync(actor, typed, null, default)];
        var asEwa = People.Of(BuiltInRoles.Advisor, Scope.Own, ewa.Id);

        Assert.Equal([(hers.Id, FoundBy.Phone)], (await Find(asEwa, new NewClient { Phone = "0048 600-111-222" })).Select(s => (s.Id!.Value, s.By)));
        Assert.Equal([(hers.Id, FoundBy.Name)], (await Find(asEwa, new NewClient { FirstName = "jan", LastName = "Kovalsky" })).Select(s => (s.Id!.Value, s.By)));
        Assert.Empty(await Find(asEwa, new NewClient { LastName = "Kowalski" }));
        Assert.Equal([new SimilarClient(null, null, null, "Ewa Wilk", FoundBy.Phone)], await Find(People.Of(BuiltInRoles.Advisor, Scope.Own, anna.Id), new NewClient { FirstName = "Jan", LastName = "Kowalski", Phone = "600111222" }));
    }
}
