using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

public sealed class ChangePathTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P5")]
    public async Task A_change_its_journal_entry_and_its_totals_are_written_together(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Nowak", "600 111 222");
        await using var db = office.Crm.Open(Actor.System);

        var entries = await db.Set<JournalEntry>().Where(e => e.ClientId == client.Id).OrderBy(e => e.Seq).ToListAsync();
        Assert.Equal(["client.created", "client-phone.created"], entries.Select(e => e.Event));
        Assert.Contains("\"FirstName\":[null,\"Anna\"]", entries[0].Changes!, StringComparison.Ordinal);
        var total = await db.Set<DailyTotal>().SingleAsync(t => t.Measure == Measure.NewClients);
        Assert.Equal(1, total.Count);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P6")]
    public async Task A_doorbell_rings_after_the_commit_and_carries_the_id_and_the_sequence(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        using var watch = office.Bus.Subscribe(LiveTopic.Clients);
        var client = await office.AddClientAsync("Jan", "Lis");

        var ring = Assert.Single(await watch.ReadBatchAsync(default));
        Assert.Equal((LiveTopic.Clients, client.Id), (ring.Topic, ring.Id));
        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal(await db.Set<JournalEntry>().MaxAsync(e => e.Seq), ring.Seq);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P6")]
    public async Task A_save_that_fails_leaves_no_row_no_entry_no_total_and_rings_nobody(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        using var watch = office.Bus.Subscribe(LiveTopic.Clients);
        await using (var db = office.Crm.Open(Actor.System))
        {
            db.Add(new Client { FirstName = "Ewa", StatusId = 987654, CreatedAt = TestOffice.Monday });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }

        // The writer is free again and the next change is the first one heard of.
        var client = await office.AddClientAsync("Jan", "Lis");
        Assert.Equal(client.Id, Assert.Single(await watch.ReadBatchAsync(default)).Id);
        await using var after = office.Crm.Open(Actor.System);
        Assert.Equal(1, await after.Set<Client>().CountAsync());
        Assert.Equal(1, (await after.Set<DailyTotal>().SingleAsync(t => t.Measure == Measure.NewClients)).Count);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P5")]
    public async Task The_second_of_two_editors_is_refused(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var id = (await office.AddClientAsync("Anna", "Nowak")).Id;
        await using var one = office.Crm.Open(Actor.System);
        await using var two = office.Crm.Open(Actor.System);
        var first = await one.Set<Client>().FindAsync(id);
        var second = await two.Set<Client>().FindAsync(id);
        first!.Town = "Łódź";
        second!.Town = "Gdynia";
        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => two.SaveChangesAsync());
        await two.DisposeAsync();

        // And the writer is free again for the next one.
        await office.AddClientAsync("Jan", "Lis").WaitAsync(TimeSpan.FromSeconds(30));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P11")]
    public async Task A_time_that_is_not_utc_is_refused_before_it_is_stored(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Nowak");
        await using var db = office.Crm.Open(Actor.System);
        var found = await db.Set<Client>().SingleAsync(c => c.Id == client.Id);
        Assert.Equal(DateTimeKind.Utc, found.CreatedAt.Kind);
        found.CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local);
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P19")]
    public async Task The_model_has_no_change_without_a_migration(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await using var db = office.Crm.Open(Actor.System);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P5"), Trait("Feature", "P14")]
    public async Task A_row_added_as_one_of_many_leaves_exactly_what_a_row_added_alone_leaves(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var made = await office.AddClientAsync("First", "Ever");
        async Task<(int Id, string Told)> MakeAsync(bool many)
        {
            await using var db = office.Crm.Open(Actor.System);
            var client = new Client
            {
                FirstName = "Łukasz", LastName = "Nowak", SearchKey = "nowak lukasz", StatusId = made.StatusId, CreatedAt = TestOffice.Monday, IsKey = true,
                Phones = [new ClientPhone { Raw = "600 111 222", E164 = "+48600111222" }, new ClientPhone { Raw = "none" }], Emails = [new ClientEmail { Address = "Jan@example.org", Folded = "jan@example.org" }],
            };
            db.Tell(client, "client.imported");
            if (many)
            {
                db.AddMany(client);
            }
            else
            {
                db.Add(client);
            }

            await db.SaveChangesAsync();
            var journal = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.ClientId == client.Id).OrderBy(e => e.Seq).ToListAsync();
            var keys = await db.Set<FindKey>().AsNoTracking().Where(k => k.SubjectId == client.Id).OrderBy(k => k.By).ThenBy(k => k.Text).ToListAsync();
            var read = await db.Set<Client>().AsNoTracking().Include(c => c.Phones).Include(c => c.Emails).SingleAsync(c => c.Id == client.Id);
            string[] told = [$"{read.DisplayName} {read.CreatedAt:O} {read.IsKey} {read.Version}", .. read.Phones.Select(p => $"{p.Raw} {p.E164}"), .. read.Emails.Select(e => e.Address),
                .. journal.Select(e => $"{e.Event} {e.Subject} {e.Who} {e.At:O} {e.Changes?.Replace($"\"{client.Id}\"", "id", StringComparison.Ordinal)}"), .. keys.Select(k => $"{k.By} {k.Text}")];
            return (client.Id, string.Join('\n', told));
        }

        var (alone, many) = (await MakeAsync(false), await MakeAsync(true));
        Assert.NotEqual(alone.Id, many.Id);
        Assert.Equal(alone.Told, many.Told);
        Assert.Empty(await new TotalsAudit(office.Crm).DifferencesAsync(default));
    }
}
