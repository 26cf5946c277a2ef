using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Submissions;

public sealed class SimilarityTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B12")]
    public async Task A_client_is_alike_by_telephone_address_or_personal_number_however_spelled_and_it_is_said_which(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var anna = await desk.Office.AddUserAsync("Anna", "Mazur");
        async Task<int> Client(string last, string? phone, string? email) =>
            (await desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = "Jan", LastName = last, Phone = phone, Email = email, AdvisorId = anna.Id, PlanFirstStep = false }, default)).Id;
        var (phone, email, both, name) = (await Client("Kot", "0048 600-111-222", null), await Client("Pies", null, "JAN.nowak@EXAMPLE.org"), await Client("Nowak", "600111222", "jan.nowak@example.org"), await Client("Nowak", null, null));
        await Client("Nowakowski", "600 111 223", "an.nowak@example.org");
        var before = await desk.TakenAsync(desk.Jan with { LastName = "Inny", Phone = "700 100 100", Email = "jan.NOWAK@example.org", Pesel = "440514-01359" });
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = before, Verdict = Verdict.Create }, default)).Ok);
        var number = (await desk.Inbox.CardAsync(desk.Manager, before, default))!.Client!.Id;

        var found = (await desk.Similarity.OfAsync(desk.Manager, await desk.TakenAsync(desk.Jan with { Phone = "+48 (600) 111 222", Pesel = "44051401359" }), default))!;
        Assert.Equal(
            [(both, SameIn.Name | SameIn.Phone | SameIn.Email), (number, SameIn.Email | SameIn.Pesel), (email, SameIn.Email), (phone, SameIn.Phone), (name, SameIn.Name)],
            found.Clients.Select(c => (c.Id, c.Same)));
        Assert.Equal(("Jan Kot", "+48600111222", "Anna Mazur"), found.Clients.Where(c => c.Id == phone).Select(c => (c.Name!, c.Phone!, c.Advisor!)).Single());
        Assert.Equal(("Dom i Klucz", (DateTime?)TestOffice.Monday), found.Clients.Where(c => c.Id == number).Select(c => (c.Source!, c.SourceAt)).Single());
        Assert.Equal((before, SameIn.Email | SameIn.Pesel, SubmissionStatus.Accepted), found.Submissions.Select(s => (s.Id, s.Same, s.Status)).Single());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B13"), Trait("Feature", "B14")]
    public async Task Similar_submissions_and_leads_tell_what_the_office_decides_by(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var first = await desk.TakenAsync(desk.Jan with { BrokerName = "Sabina", FirstName = "Janusz" });
        var source = new Source { Name = "Otodom" };
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            db.Add(source);
            await db.SaveChangesAsync();
        }

        var leads = new LeadIntake(desk.Office.Crm);
        var lead = (await leads.TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Name = "Nowak Jan", Email = "JAN.NOWAK@example.org", SourceId = source.Id }, default)).Id;
        var named = (await leads.TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Name = "Jan Nowak" }, default)).Id;
        var thrownAway = (await leads.TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Phone = "600111222" }, default)).Id;
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            (await db.Set<Lead>().SingleAsync(l => l.Id == thrownAway)).Status = LeadStatus.Deleted;
            await db.SaveChangesAsync();
        }

        var found = (await desk.Similarity.OfAsync(desk.Manager, await desk.TakenAsync(desk.Jan), default))!;
        Assert.Equal(
            new AlikeSubmission(first, SameIn.Phone | SameIn.Email, "Janusz Nowak", "+48600111222", "Jan.Nowak@example.org", "Zielona", "Dom i Klucz", TestOffice.Monday, SubmissionStatus.Pending),
            Assert.Single(found.Submissions));
        Assert.Equal(
            [new AlikeLead(lead, SameIn.Name | SameIn.Email, "Nowak Jan", null, "JAN.NOWAK@example.org", "Otodom", TestOffice.Monday, null, null), new AlikeLead(named, SameIn.Name, "Jan Nowak", null, null, null, TestOffice.Monday, null, null)],
            found.Leads);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B12"), Trait("Feature", "P4")]
    public async Task Of_those_whom_one_may_not_see_it_is_told_that_there_is_one_and_no_more(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var north = new Branch { Name = "North" };
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            db.Add(north);
            await db.SaveChangesAsync();
        }

        await desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = "Jan", LastName = "Nowak", Phone = "600111222", BranchId = north.Id, PlanFirstStep = false }, default);
        await desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = "Jan", LastName = "Nowak", BranchId = north.Id, PlanFirstStep = false }, default);
        var id = await desk.TakenAsync(desk.Jan);
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            var theirs = await db.Set<Submission>().SingleAsync(s => s.Id == id);
            await desk.TakenAsync(desk.Jan);
            var branch = theirs.BranchId;
            theirs.BranchId = north.Id;
            await db.SaveChangesAsync();
            var narrow = People.Of(BuiltInRoles.Manager, Scope.Branch, desk.Manager.UserId, branch);
            Assert.Null(await desk.Similarity.OfAsync(narrow, id, default));
            var found = (await desk.Similarity.OfAsync(narrow, id + 1, default))!;
            Assert.Equal(new AlikeClient(0, SameIn.Phone, null, null, null, null, null, null, false), Assert.Single(found.Clients));
            Assert.Equal(new AlikeSubmission(0, SameIn.Phone | SameIn.Email, null, null, null, null, null, TestOffice.Monday, SubmissionStatus.Pending), Assert.Single(found.Submissions));
        }

        await Assert.ThrowsAsync<AccessRefused>(() => desk.Similarity.OfAsync(People.Without(SubmissionPermissions.View), id, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B15")]
    public async Task Whoever_looks_is_told_of_each_match_that_comes_changes_or_goes_and_of_nothing_else(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        using var bell = new SimilarityBell(desk.Office.Crm, desk.Similarity, NullLogger<SimilarityBell>.Instance);
        var id = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359" });
        using var look = bell.Look(desk.Manager, id);
        Assert.Empty((await look.SearchAsync(default))!.Clients);
        using var rings = desk.Office.Bus.Subscribe(LiveTopic.Clients, LiveTopic.Leads, LiveTopic.Submissions, LiveTopic.Office);
        // Rings come a moment after their save; one of another kind behind them says that these are all.
        async Task<List<LiveEvent>> AllRingsAsync()
        {
            List<LiveEvent> heard = [];
            desk.Office.Bus.Publish([new LiveEvent(LiveTopic.Office, 0, 0)]);
            while (heard.All(ring => ring.Topic != LiveTopic.Office))
            {
                heard.AddRange(await rings.ReadBatchAsync(default));
            }

            heard.RemoveAll(ring => ring.Topic == LiveTopic.Office);
            return heard;
        }

        await AllRingsAsync();
        async Task<bool> RingsAfter(Func<Task> change)
        {
            var before = look.Rings.Current;
            await change();
            await bell.TellAsync(await AllRingsAsync(), default);
            var rang = !ReferenceEquals(before, look.Rings.Current);
            await look.SearchAsync(default);
            return rang;
        }

        var leads = new LeadIntake(desk.Office.Crm);
        Task<Saved> Lead(string phone) => leads.TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Phone = phone }, default);
        Task<Saved> Card(string last, string? phone) => desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = "Ewa", LastName = last, Phone = phone, PlanFirstStep = false }, default);
        Assert.False(await RingsAfter(() => Lead("700 200 300")));
        Assert.False(await RingsAfter(() => Card("Król", "700 200 301")));
        Assert.False(await RingsAfter(() => desk.TakenAsync(desk.Jan with { LastName = "Lis", Phone = "700 200 300", Email = "other@example.org" })));
        Assert.True(await RingsAfter(() => Lead("600111222")));
        Assert.True(await RingsAfter(() => Card("Król", "+48600111222")));
        Assert.True(await RingsAfter(() => desk.TakenAsync(desk.Jan with { LastName = "Lis", Phone = null, Email = null, Pesel = "44051401359" })));

        async Task Edit(Action<CrmDbContext> edit)
        {
            await using var db = desk.Office.Crm.Open(Actor.System);
            edit(db);
            await db.SaveChangesAsync();
        }

        // A number given to the other Ewa, taken from her again, and a card that is merged away.
        Assert.True(await RingsAfter(() => Edit(db => db.Set<ClientPhone>().Single(p => p.Raw == "700 200 301").E164 = "+48600111222")));
        Assert.True(await RingsAfter(() => Edit(db => db.Set<ClientPhone>().Single(p => p.Raw == "700 200 301").E164 = "+48700200301")));
        var cards = await CardsAsync(desk);
        Assert.True(await RingsAfter(() => new ClientMerging(desk.Office.Crm).MergeAsync(desk.Manager, (cards[0].Id, cards[0].Version), (cards[1].Id, cards[1].Version), new HashSet<MergeField>(), default)));
        Assert.True(await RingsAfter(() => Edit(db => db.Set<Submission>().OrderBy(s => s.Id).Last().PeselHash = null)));
        Assert.True(await RingsAfter(() => Edit(db => db.Set<Lead>().Single(l => l.PhoneE164 == "+48600111222").Status = LeadStatus.Deleted)));
        Assert.False(await RingsAfter(() => Lead("700 200 304")));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B15")]
    public async Task The_bell_hears_by_itself_and_a_look_that_is_over_hears_nothing(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        using var bell = new SimilarityBell(desk.Office.Crm, desk.Similarity, NullLogger<SimilarityBell>.Instance);
        await bell.StartAsync(default);
        var id = await desk.TakenAsync(desk.Jan);
        using var look = bell.Look(desk.Manager, id);
        var over = bell.Look(desk.Manager, id);
        await look.SearchAsync(default);
        over.Dispose();
        var (heard, silent) = (look.Rings.Current, over.Rings.Current);
        await desk.Office.AddClientAsync("Jan", "Nowak", "600 111 222");
        await heard.NextAsync(default).WaitAsync(Lab.Eventually.Patience);
        Assert.Equal(SameIn.Name | SameIn.Phone, Assert.Single((await look.SearchAsync(default))!.Clients).Same);
        Assert.Same(silent, over.Rings.Current);

        var submission = look.Rings.Current;
        await desk.TakenAsync(desk.Jan with { LastName = "Inny" });
        await submission.NextAsync(default).WaitAsync(Lab.Eventually.Patience);
        Assert.Single((await look.SearchAsync(default))!.Submissions);
        var appeal = look.Rings.Current;
        await new LeadIntake(desk.Office.Crm).TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Phone = "600111222" }, default);
        await appeal.NextAsync(default).WaitAsync(Lab.Eventually.Patience);
        Assert.Single((await look.SearchAsync(default))!.Leads);
        await bell.StopAsync(default);
    }

    private static async Task<List<Client>> CardsAsync(BrokerDesk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<Client>().AsNoTracking().OrderBy(c => c.Id).ToListAsync();
    }
}
