using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Clients;

/// <summary>A card's people, numbers, addresses and interests, put right where they stand.</summary>
[Trait("Feature", "A19")]
public sealed class ContactDataTests
{
    private static readonly Actor Ewa = People.Of(BuiltInRoles.Manager) with { Name = "Ewa Wilk" };

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_number_is_put_right_another_taken_away_and_one_that_is_there_in_another_spelling_is_not_written_twice(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Nowak", "600 111 222");
        Assert.True((await EditAsync(office, client.Id, edit => edit with { Phones = [new(0, "601 222 333"), new(0, "+48 600-111-222"), new(0, "  ")], Emails = [new(0, "Anna@example.org")] })).Ok);
        var card = await CardAsync(office, client.Id);
        Assert.Equal(["600 111 222", "601 222 333"], card.Phones.Select(p => p.Raw));

        var (first, second) = (card.Phones[0].Id, card.Phones[1].Id);
        Assert.True((await EditAsync(office, client.Id, edit => edit with { Phones = [new(first, ""), new(second, "602 222 333")], Emails = [new(card.Emails[0].Id, "anna.nowak@example.org")] })).Ok);
        card = await CardAsync(office, client.Id);
        Assert.Equal([(second, "+48602222333")], card.Phones.Select(p => (p.Id, p.E164!)));
        Assert.Equal(["anna.nowak@example.org"], card.Emails.Select(e => e.Address));
        Assert.Empty(await FindAsync(office, "600111222"));
        Assert.Equal([client.Id], await FindAsync(office, "602 222 333"));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task People_of_a_client_have_numbers_of_their_own_lead_to_the_client_and_go_with_what_was_theirs(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Jan", "Kowalski", "600 111 222");
        Assert.True((await EditAsync(office, client.Id, edit => edit with { People = [new(0, "Żaneta", "Kowalska-Lis", "wife", [new(0, "605 000 111")], [new(0, "zaneta@example.org")])] })).Ok);
        var card = await CardAsync(office, client.Id);
        var wife = Assert.Single(card.People);
        Assert.Equal(("Żaneta Kowalska-Lis", "wife"), (wife.Name, wife.Role));
        Assert.Equal([("+48600111222", null), ("+48605000111", wife.Id)], card.Phones.Select(p => (p.E164!, p.PersonId)));
        Assert.Equal([wife.Id], card.Emails.Select(e => e.PersonId));
        foreach (var typed in (string[])["zaneta", "kowalska-lis", "lis zan", "605000111", "zaneta@example"])
        {
            Assert.Equal([client.Id], await FindAsync(office, typed));
        }

        var gone = new PersonEdit(wife.Id, null, null, null, [new(card.Phones[1].Id, null)], []);
        Assert.True((await EditAsync(office, client.Id, edit => edit with { People = [gone] })).Ok);
        card = await CardAsync(office, client.Id);
        Assert.Empty(card.People);
        Assert.Equal(["+48600111222"], card.Phones.Select(p => p.E164));
        // What nobody took away stays, as the client's own.
        Assert.Equal([("zaneta@example.org", null)], card.Emails.Select(e => (e.Address, e.PersonId)));
        Assert.Empty(await FindAsync(office, "kowalska"));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Investments_of_interest_are_chosen_and_given_up_and_only_what_is_still_sold_can_be_chosen(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Nowak");
        var (park, port) = (await AddInvestmentAsync(office, "Park"), await AddInvestmentAsync(office, "Port"));
        Assert.True((await EditAsync(office, client.Id, edit => edit with { Interests = [(park, true), (port, true)] })).Ok);
        Assert.True((await EditAsync(office, client.Id, edit => edit with { Interests = [(park, false)] })).Ok);
        Assert.Equal([port], (await CardAsync(office, client.Id)).Interests.Select(i => i.Id));
        Assert.Equal([new Problem("Interests", "InvestmentGone")], (await EditAsync(office, client.Id, edit => edit with { Interests = [(99, true)] })).Problems);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_is_no_number_or_no_address_is_named_and_a_card_never_loses_all_by_which_it_is_known(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("", "", "600 111 222");
        var phone = (await CardAsync(office, client.Id)).Phones[0].Id;
        Assert.Equal([new Problem("Phones", "PhoneWrong"), new Problem("Emails", "EmailWrong")],
            (await EditAsync(office, client.Id, edit => edit with { Phones = [new(0, "call me")], Emails = [new(0, "anna at home")] })).Problems);
        Assert.Equal([new Problem("LastName", "ClientNeedsSomething")], (await EditAsync(office, client.Id, edit => edit with { Phones = [new(phone, null)] })).Problems);

        // Known by a number alone, they may stay so.
        Assert.True((await EditAsync(office, client.Id, edit => edit with { Card = new NewClient { Town = "Łódź" } })).Ok);
        Assert.Equal(["+48600111222"], (await CardAsync(office, client.Id)).Phones.Select(p => p.E164));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P5")]
    public async Task Two_who_touch_only_numbers_learn_of_each_other_and_what_came_meanwhile_stays(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Nowak", "600 111 222");
        // Its place in lists is put right by the first edit of all; from here on only numbers change.
        Assert.True((await EditAsync(office, client.Id, edit => edit)).Ok);
        var before = await CardAsync(office, client.Id);
        ClientEdit Adding(string number) => Of(before) with { Phones = [new(0, number)] };

        Assert.True((await new ClientCommands(office.Crm).EditAsync(Ewa, Adding("601 000 001"), default)).Ok);
        var second = await new ClientCommands(office.Crm).EditAsync(People.Of(BuiltInRoles.Advisor), Adding("601 000 002"), default);
        Assert.Equal((SavedOutcome.Conflict, "Ewa Wilk"), (second.Outcome, second.By));
        Assert.True((await new ClientCommands(office.Crm).EditAsync(Ewa, Adding("601 000 002") with { Version = before.Version + 1 }, default)).Ok);
        Assert.Equal(["600 111 222", "601 000 001", "601 000 002"], (await CardAsync(office, client.Id)).Phones.Select(p => p.Raw));
    }

    private static async Task<Saved> EditAsync(TestOffice office, int id, Func<ClientEdit, ClientEdit> change) =>
        await new ClientCommands(office.Crm).EditAsync(Ewa, change(Of(await CardAsync(office, id))), default);

    private static async Task<int[]> FindAsync(TestOffice office, string typed) => [.. (await new ClientQueries(office.Crm).FindAsync(Ewa, typed, 10, default)).Select(c => c.Id)];

    private static async Task<int> AddInvestmentAsync(TestOffice office, string name)
    {
        await using var db = office.Crm.Open(Actor.System);
        var investment = new Investment { Name = name, Branch = new Branch { Name = name } };
        db.Add(investment);
        await db.SaveChangesAsync();
        return investment.Id;
    }

    private static ClientEdit Of(ClientCard card) => new()
    {
        Id = card.Id, Version = card.Version, Card = new NewClient { FirstName = card.FirstName, LastName = card.LastName, Town = card.Town, AdvisorId = card.AdvisorId },
    };

    private static async Task<ClientCard> CardAsync(TestOffice office, int id) => (await new ClientQueries(office.Crm).CardAsync(Ewa, id, default))!;
}
