using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;

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
}
