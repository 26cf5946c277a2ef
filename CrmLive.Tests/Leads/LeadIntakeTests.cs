using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Users;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Leads;

public sealed class LeadIntakeTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C21")]
    public async Task A_lead_of_a_known_number_is_linked_and_goes_to_its_advisor(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var anna = await office.AddUserAsync("Anna", "Lis");
        var client = await office.AddClientAsync("Jan", "Nowak", "600 111 222", anna.Id);
        var saved = await new LeadIntake(office.Crm).TakeAsync(
            Actor.System, new NewLead { Kind = LeadKind.Text, Channel = "site", Phone = "0048 600-111-222", Comment = "3 pokoje?" }, default);

        await using var db = office.Crm.Open(Actor.System);
        var lead = await db.Set<Lead>().SingleAsync(l => l.Id == saved.Id);
        Assert.Equal((LeadStatus.Linked, (int?)client.Id, (int?)anna.Id), (lead.Status, lead.ClientId, lead.AdvisorId));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C21")]
    public async Task New_leads_go_in_turn_to_those_of_the_department_who_are_not_away(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var people = new[] { await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk"), await office.AddUserAsync("Jan", "Bóbr") };
        int department;
        await using (var db = office.Crm.Open(Actor.System))
        {
            var sales = new Department { Name = "Sales", Branch = new Branch { Name = "Warsaw" }, TakesLeads = true };
            db.Add(sales);
            await db.SaveChangesAsync();
            department = sales.Id;
            await db.Set<User>().Where(u => u.LastName != "").ForEachAsync(u => (u.DepartmentId, u.Away) = (department, u.FirstName == "Jan"));
            await db.SaveChangesAsync();
        }

        var intake = new LeadIntake(office.Crm);
        foreach (var n in Enumerable.Range(1, 4))
        {
            await intake.TakeAsync(Actor.System, new NewLead { Kind = LeadKind.Text, Channel = "site", Name = $"Lead {n}", DepartmentId = department, At = TestOffice.Monday.AddMinutes(n) }, default);
        }

        await using var read = office.Crm.Open(Actor.System);
        var advisors = await read.Set<Lead>().OrderBy(l => l.Id).Select(l => l.AdvisorId).ToListAsync();
        Assert.Equal([people[0].Id, people[1].Id, people[0].Id, people[1].Id], advisors);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "C21")]
    public async Task A_lead_becomes_a_client_once_and_its_card_says_whom_it_may_belong_to_already(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (intake, queries) = (new LeadIntake(office.Crm), new LeadQueries(office.Crm));
        var saved = await intake.TakeAsync(Actor.System, new NewLead { Kind = LeadKind.Text, Channel = "site", Name = "Anna Maria Lis", Phone = "600 111 222", Comment = "3 pokoje?" }, default);
        var card = (await queries.CardAsync(Actor.System, saved.Id, default))!;
        Assert.Equal(("Anna Maria Lis", "+48600111222", "3 pokoje?", 0), (card.Name, card.PhoneE164, card.Comment, card.Known.Count));

        // Meanwhile somebody else made a card with that number.
        var client = await office.AddClientAsync("Anna", "Lis", "+48 600 111 222");
        Assert.Equal([client.Id], (await queries.CardAsync(Actor.System, saved.Id, default))!.Known);

        Assert.True((await intake.ConvertAsync(Actor.System, saved.Id, client.Id, default)).Ok);
        await using var db = office.Crm.Open(Actor.System);
        var lead = await db.Set<Lead>().SingleAsync(l => l.Id == saved.Id);
        Assert.Equal((LeadStatus.Converted, (int?)client.Id, TestOffice.Monday), (lead.Status, lead.ClientId, lead.ConvertedAt));
        Assert.Equal(SavedOutcome.Conflict, (await intake.ConvertAsync(Actor.System, saved.Id, client.Id, default)).Outcome);
        Assert.Equal(SavedOutcome.Gone, (await intake.ConvertAsync(Actor.System, 12345, client.Id, default)).Outcome);
        await Assert.ThrowsAsync<AccessRefused>(() => intake.ConvertAsync(Actor.Nobody, saved.Id, client.Id, default));
        Assert.Null(await queries.CardAsync(Actor.Nobody, saved.Id, default));
    }
}
