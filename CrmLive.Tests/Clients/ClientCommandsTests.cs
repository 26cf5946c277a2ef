using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Clients;

public sealed class ClientCommandsTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C8")]
    public async Task A_new_card_keeps_what_was_typed_and_knows_the_number(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var receptionist = People.Of(BuiltInRoles.Receptionist);
        var saved = await new ClientCommands(office.Crm).CreateAsync(
            receptionist, new NewClient { FirstName = " Anna ", LastName = "Łęcka", Phone = "600 111 222", Email = "Anna@Example.org" }, default);

        var card = await new ClientQueries(office.Crm).CardAsync(receptionist, saved.Id, default);
        Assert.Equal(("Anna", "Łęcka", "new"), (card!.FirstName, card.LastName, card.StatusKey));
        Assert.Equal([("600 111 222", "+48600111222")], card.Phones.Select(p => (p.Raw, p.E164)));
        Assert.Equal(["Anna@Example.org"], card.Emails.Select(e => e.Address));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C8")]
    public async Task An_empty_card_and_a_wrong_address_are_named_beside_their_field(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new ClientCommands(office.Crm);
        var receptionist = People.Of(BuiltInRoles.Receptionist);

        Assert.Equal([new Problem("LastName", "ClientNeedsSomething")], (await commands.CreateAsync(receptionist, new NewClient(), default)).Problems);
        Assert.Equal([new Problem("Email", "EmailWrong")], (await commands.CreateAsync(receptionist, new NewClient { Email = "anna@" }, default)).Problems);
        Assert.Equal([new Problem("LastName", "TooLong")], (await commands.CreateAsync(receptionist, new NewClient { LastName = new string('x', 101) }, default)).Problems);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P5")]
    public async Task The_slower_of_two_editors_is_told_who_was_quicker_and_nothing_is_overwritten(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new ClientCommands(office.Crm);
        var client = await office.AddClientAsync("Anna", "Nowak");
        ClientEdit Edit(string town) => new() { Id = client.Id, Version = 0, Card = new NewClient { FirstName = "Anna", LastName = "Nowak", Town = town } };

        Assert.True((await commands.EditAsync(People.Of(BuiltInRoles.Advisor) with { Name = "Ewa Wilk" }, Edit("Łódź"), default)).Ok);
        var second = await commands.EditAsync(People.Of(BuiltInRoles.Advisor), Edit("Gdynia"), default);

        Assert.Equal((SavedOutcome.Conflict, "Ewa Wilk"), (second.Outcome, second.By));
        Assert.Equal("Łódź", (await new ClientQueries(office.Crm).CardAsync(Actor.System, client.Id, default))!.Town);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "K3"), Trait("Feature", "P4")]
    public async Task A_key_client_is_marked_and_unmarked_by_whoever_may_edit_the_card_and_by_nobody_beyond_their_scope(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new ClientCommands(office.Crm);
        var (anna, jan) = (await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Jan", "Kot"));
        var client = await office.AddClientAsync("Ewa", "Nowak", advisorId: anna.Id);
        async Task<bool> IsKeyAsync() => (await new ClientQueries(office.Crm).CardAsync(Actor.System, client.Id, default))!.IsKey;

        Assert.Equal(SavedOutcome.Gone, (await commands.MarkKeyAsync(People.Of(BuiltInRoles.Advisor, Scope.Own, jan.Id), client.Id, true, default)).Outcome);
        await Assert.ThrowsAsync<AccessRefused>(() => commands.MarkKeyAsync(People.Without(ClientPermissions.Edit), client.Id, true, default));
        Assert.False(await IsKeyAsync());

        Assert.True((await commands.MarkKeyAsync(People.Of(BuiltInRoles.Advisor, Scope.Own, anna.Id), client.Id, true, default)).Ok);
        Assert.True(await IsKeyAsync());
        Assert.True((await commands.MarkKeyAsync(People.Of(BuiltInRoles.Manager), client.Id, false, default)).Ok);
        Assert.False(await IsKeyAsync());

        await using var db = office.Crm.Open(Actor.System);
        var told = await db.Set<JournalEntry>().Where(e => e.Subject == "client" && e.SubjectId == client.Id).OrderBy(e => e.Seq).Select(e => e.Changes).ToListAsync();
        Assert.Equal(["""{"IsKey":["False","True"]}""", """{"IsKey":["True","False"]}"""], told.TakeLast(2));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "K3"), Trait("Feature", "P5")]
    public async Task Marking_a_key_client_takes_nothing_from_a_colleague_who_has_just_saved_the_card(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = new ClientCommands(office.Crm);
        var client = await office.AddClientAsync("Ewa", "Nowak");
        var edit = new ClientEdit { Id = client.Id, Version = 0, Card = new NewClient { FirstName = "Ewa", LastName = "Nowak", Town = "Łódź" } };
        Assert.True((await commands.EditAsync(People.Of(BuiltInRoles.Advisor), edit, default)).Ok);
        Assert.True((await commands.MarkKeyAsync(People.Of(BuiltInRoles.Manager) with { Name = "Ewa Wilk" }, client.Id, true, default)).Ok);
        // Who still has the card open as it was before the mark does not take it off again unseen.
        var late = await commands.EditAsync(People.Of(BuiltInRoles.Advisor), edit with { Version = 1, Card = edit.Card with { Town = "Gdynia" } }, default);

        Assert.Equal((SavedOutcome.Conflict, "Ewa Wilk"), (late.Outcome, late.By));
        var card = await new ClientQueries(office.Crm).CardAsync(Actor.System, client.Id, default);
        Assert.Equal(("Łódź", true), (card!.Town, card.IsKey));
    }
}
