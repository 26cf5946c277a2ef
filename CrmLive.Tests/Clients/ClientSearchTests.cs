using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Clients;

public sealed class ClientSearchTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P12")]
    public async Task A_client_is_found_by_any_spelling_of_name_or_number(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var wanted = await office.AddClientAsync("Józef", "Żółkiewski", "600 111 222");
        await office.AddClientAsync("Jan", "Kowalski", "600 333 444");
        var queries = new ClientQueries(office.Crm);
        foreach (var typed in (string[])["zolk", "Żółkiewski Józef", "jozef zol", "600111222", "+48 600-111-222", "0048600111222", "48600111222", "111 222"])
        {
            var found = await queries.FindAsync(People.Of(BuiltInRoles.Receptionist), typed, 10, default);
            Assert.True(found.Select(f => f.Id).SequenceEqual([wanted.Id]), $"'{typed}' found {string.Join(", ", found.Select(f => f.Name))}");
        }
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A9")]
    public async Task Any_of_the_five_things_known_of_a_client_finds_them_in_any_order(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new ClientCommands(office.Crm);
        var receptionist = People.Of(BuiltInRoles.Receptionist);
        var wanted = await commands.CreateAsync(receptionist, new NewClient
        {
            FirstName = "Małgorzata", LastName = "Kowalska-Lis", Town = "Nowy Dwór", Phone = "8 (967) 051-57-59", Email = "M.Kowalska@Example.org",
        }, default);
        await commands.CreateAsync(receptionist, new NewClient { FirstName = "Jan", LastName = "Dworak", Town = "Lisków", Email = "jan@example.com" }, default);
        var queries = new ClientQueries(office.Crm);
        foreach (var typed in (string[])["kowalska lis", "lis malg", "malgorzata nowy dwor", "dwór kow", "+7 967 051 57 59", "79670515759", "967 051", "5759",
            "m.kowalska@example.org", "kowalska@ex", "@example.org", "example.org", "kow 051 57", "5759 lis", "Kovalska", "малгожата ковальска"])
        {
            var found = await queries.FindAsync(receptionist, typed, 10, default);
            Assert.True(found.Select(f => f.Id).SequenceEqual([wanted.Id]), $"'{typed}' found {string.Join(", ", found.Select(f => f.Name))}");
        }

        Assert.Equal(wanted.Id, (await queries.FindAsync(receptionist, $"{wanted.Id}", 10, default))[0].Id);
        Assert.Empty(await queries.FindAsync(receptionist, "kowalska dworak", 10, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A9"), Trait("Feature", "A16")]
    public async Task Those_in_service_come_first_whatever_their_name_and_the_finished_last_and_told_apart(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var finished = await office.AddClientAsync("Adam", "Nowak");
        var served = await office.AddClientAsync("Zofia", "Nowakowska");
        await using (var db = office.Crm.Open(Actor.System))
        {
            db.Attach(finished).Entity.FinishedAt = TestOffice.Monday;
            await db.SaveChangesAsync();
        }

        var found = await new ClientQueries(office.Crm).FindAsync(People.Of(BuiltInRoles.Receptionist), "nowak", 10, default);

        Assert.Equal([(served.Id, false), (finished.Id, true)], found.Select(f => (f.Id, f.Finished)));
        Assert.Equal(served.Id, Assert.Single(await new ClientQueries(office.Crm).FindAsync(People.Of(BuiltInRoles.Receptionist), "nowak", 1, default)).Id);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Nobody_finds_or_opens_clients_beyond_their_scope(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var anna = await office.AddUserAsync("Anna", "Lis");
        var ewa = await office.AddUserAsync("Ewa", "Wilk");
        var hers = await office.AddClientAsync("Jan", "Nowak", advisorId: anna.Id);
        var others = await office.AddClientAsync("Adam", "Nowak", advisorId: ewa.Id);
        var queries = new ClientQueries(office.Crm);
        var asAnna = People.Of(BuiltInRoles.Advisor, Scope.Own, anna.Id);

        Assert.Equal([hers.Id], (await queries.FindAsync(asAnna, "nowak", 10, default)).Select(f => f.Id));
        Assert.NotNull(await queries.CardAsync(asAnna, hers.Id, default));
        Assert.Null(await queries.CardAsync(asAnna, others.Id, default));
        Assert.Empty(await new ClientHistory(office.Crm).PageAsync(asAnna, others.Id, null, 10, default));
        Assert.Empty(await queries.FindAsync(People.Without(ClientPermissions.View), "nowak", 10, default));
        await Assert.ThrowsAsync<AccessRefused>(() => new ClientCommands(office.Crm).CreateAsync(People.Without(ClientPermissions.Edit), new NewClient { LastName = "Nowak" }, default));
    }
}
