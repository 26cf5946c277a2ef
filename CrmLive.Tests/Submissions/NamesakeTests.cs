using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Submissions;

/// <summary>Who is only called so, or is called so too.</summary>
public sealed class NamesakeTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B12")]
    public async Task A_client_is_called_so_too_by_the_name_of_the_wife_and_by_their_own_in_whichever_order(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        async Task<int> Client(string first, string last, string? phone) =>
            (await desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = first, LastName = last, Phone = phone, PlanFirstStep = false }, default)).Id;
        var (turned, husband, reached) = (await Client("Nowak", "Jan", null), await Client("Adam", "Kot", null), await Client("Ewa", "Lis", "600111222"));
        await using var db = desk.Office.Crm.Open(Actor.System);
        db.AddRange(new[] { husband, reached }.Select(id => new ClientPerson { ClientId = id, FirstName = "Jan", LastName = "Nowak" }));
        db.Add(new ClientPerson { ClientId = await Client("Ola", "Wilk", null), FirstName = "Jan", LastName = "Nowakowski" });
        await db.SaveChangesAsync();
        var found = (await desk.Similarity.OfAsync(desk.Manager, await desk.TakenAsync(desk.Jan), default))!;
        Assert.Equal([(reached, SameIn.Name | SameIn.Phone), (husband, SameIn.Name), (turned, SameIn.Name)], found.Clients.Select(c => (c.Id, c.Same)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B13")]
    public async Task Behind_hundreds_of_namesakes_of_another_branch_ones_own_are_still_found(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        await using var db = desk.Office.Crm.Open(Actor.System);
        var (here, there) = (new Branch { Name = "Here" }, new Branch { Name = "There" });
        db.AddRange(here, there);
        await db.SaveChangesAsync();
        Submission Namesake(int i, Branch branch) => new()
        {
            BrokerFormId = desk.FormId, FirstName = "Jan", LastName = "Nowak", BrokerName = "Halina", BrokerKey = $"key{i}", BranchId = branch.Id, ArrivedAt = TestOffice.Monday,
        };
        var own = new[] { Namesake(0, here), Namesake(1, here) };
        db.AddRange(own);
        await db.SaveChangesAsync();
        db.AddRange(Enumerable.Range(2, 300).Select(i => Namesake(i, there)));
        await db.SaveChangesAsync();
        var asked = Namesake(999, here);
        db.Add(asked);
        await db.SaveChangesAsync();
        var found = (await desk.Similarity.OfAsync(desk.Manager with { Scope = Scope.Branch, BranchId = here.Id }, asked.Id, default))!;
        Assert.Equal(own.Select(s => (s.Id, SameIn.Name)).OrderDescending(), found.Submissions.Select(s => (s.Id, s.Same)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B12"), Trait("Feature", "B13"), Trait("Feature", "B14")]
    public async Task Whoever_has_the_same_telephone_is_said_to_be_called_so_too_though_a_dozen_namesakes_are_newer(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        await using var db = desk.Office.Crm.Open(Actor.System);
        async Task<(int Client, int Submission, int Lead)> KnownAsync(string? phone, int i)
        {
            var client = await desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = "Jan", LastName = "Nowak", Phone = phone, PlanFirstStep = false }, default);
            var submission = new Submission { BrokerFormId = desk.FormId, FirstName = "Jan", LastName = "Nowak", PhoneE164 = phone, BrokerName = "Halina", BrokerKey = $"key{i}", ArrivedAt = TestOffice.Monday };
            var lead = new Lead { Name = "Jan Nowak", Phone = phone, PhoneE164 = phone, At = TestOffice.Monday };
            db.AddRange(submission, lead);
            await db.SaveChangesAsync();
            return (client.Id, submission.Id, lead.Id);
        }

        var same = await KnownAsync("+48600111222", 0);
        for (var i = 1; i <= 12; i++)
        {
            await KnownAsync(null, i);
        }

        var found = (await desk.Similarity.OfAsync(desk.Manager, await desk.TakenAsync(desk.Jan with { Phone = "600 111 222", Email = "other@example.org" }), default))!;
        const SameIn Both = SameIn.Name | SameIn.Phone;
        Assert.Equal(
            ((same.Client, Both), (same.Submission, Both), (same.Lead, Both)),
            ((found.Clients[0].Id, found.Clients[0].Same), (found.Submissions[0].Id, found.Submissions[0].Same), (found.Leads[0].Id, found.Leads[0].Same)));
    }
}
