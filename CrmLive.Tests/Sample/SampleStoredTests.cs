using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Sample;

[Collection(SampleOfficeMade.Name)]
[Trait("Feature", "P1")]
public sealed class SampleStoredTests(SampleLab lab)
{
    [Fact]
    [Trait("Feature", "P5")]
    public async Task The_stored_totals_are_those_recounted_from_the_rows() =>
        Assert.Empty(await new TotalsAudit(lab.Office.Crm).DifferencesAsync(default));

    [Fact]
    [Trait("Feature", "A14")]
    public async Task Last_contact_and_next_step_of_each_card_are_those_of_its_rows()
    {
        await using var db = lab.Office.Crm.Open(Actor.System);
        Assert.Empty(await KeptFacts.DifferencesAsync(db));
    }

    [Fact]
    public async Task What_was_told_is_what_lies_in_the_database()
    {
        await using var db = lab.Office.Crm.Open(Actor.System);
        var told = lab.World.Calls[lab.World.Calls.Count / 2];
        var stored = await db.Set<Call>().AsNoTracking().Include(c => c.Legs).SingleAsync(c => c.Id == told.Id);
        Assert.Equivalent(
            new { told.CallKey, told.StartedAt, told.EndedAt, told.Status, told.Caller, told.UserId, told.ClientId },
            new { stored.CallKey, stored.StartedAt, stored.EndedAt, stored.Status, stored.Caller, stored.UserId, stored.ClientId });
        Assert.Equal(told.Legs.Count, stored.Legs.Count);
        Assert.Equal(lab.World.Clients.Count, await db.Set<Client>().CountAsync());
        Assert.True(await db.Set<JournalEntry>().AnyAsync(e => e.Event == "client.created" && e.ClientId != null));
    }

    [Fact]
    [Trait("Feature", "C27")]
    public async Task A_caller_of_the_year_is_known_by_number()
    {
        var caller = lab.World.Calls.First(c => c is { ClientId: not null, CallerE164: not null });
        await using var db = lab.Office.Crm.Open(Actor.System);
        Assert.True(await db.Set<ClientPhone>().AnyAsync(p => p.E164 == caller.CallerE164 && p.ClientId == caller.ClientId));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P19")]
    public async Task The_sample_office_is_made_once_and_life_goes_on_after_it(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await using (var db = office.Crm.Open(Actor.System))
        {
            // As a start that was killed before the rows came leaves it.
            (await db.Set<OfficeSettings>().SingleAsync()).IsSample = true;
            await db.SaveChangesAsync();
        }

        await SampleLab.Of(office, 11).PrepareAsync(default);
        await SampleLab.Of(office, 11).PrepareAsync(default);
        await office.AddClientAsync("Nowy", "Klient");
        await using var after = office.Crm.Open(Actor.System);
        Assert.Equal(25, await after.Set<User>().CountAsync());
        Assert.Equal(8001, await after.Set<Client>().MaxAsync(c => c.Id));
    }

    [Fact]
    public async Task An_office_of_somebodys_own_is_left_alone()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await SampleLab.Of(office, 11).PrepareAsync(default);
        await using var db = office.Crm.Open(Actor.System);
        Assert.Empty(await db.Set<User>().ToListAsync());
    }
}
