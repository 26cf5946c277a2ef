using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

[Trait("Feature", "B17")]
public sealed class DecisionTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B11"), Trait("Feature", "B18")]
    public async Task Accepting_makes_the_client_plans_a_first_step_and_tells_the_broker_in_one_save(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var id = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359" });
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Create, Comment = "Thank you, we call today." }, default)).Ok);

        var card = (await desk.Inbox.CardAsync(desk.Manager, id, default))!;
        Assert.Equal((SubmissionStatus.Accepted, "Ewa Wilk", (DateTime?)TestOffice.Monday, "Jan Nowak"), (card.Status, card.DecidedBy, card.DecidedAt, card.Client?.Name));
        await using var db = desk.Office.Crm.Open(Actor.System);
        var client = await db.Set<Client>().Include(c => c.Phones).Include(c => c.Interests).Include(c => c.Source).SingleAsync(c => c.Id == card.Client!.Id);
        Assert.Equal(("+48600111222", desk.Offered, "Dom i Klucz"), (client.Phones.Single().E164, client.Interests.Single().InvestmentId, client.Source!.Name));
        Assert.Equal(ActivityType.Phone, (await db.Set<Activity>().SingleAsync(a => a.ClientId == client.Id)).Type);
        var mail = await db.Set<OutboxMail>().SingleAsync();
        Assert.Equal("halina@example.net", mail.To);
        Assert.Contains("Thank you, we call today.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://crm.example.org/broker/", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("1359", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("111", mail.Body, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B18")]
    public async Task A_known_client_is_linked_and_a_rejection_makes_none(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var known = await desk.Office.AddClientAsync("Jan", "Nowak", "600 111 222");
        var (one, two) = (await desk.TakenAsync(desk.Jan), await desk.TakenAsync(desk.Jan with { LastName = "Lis" }));
        Assert.Equal("ClientMissing", Assert.Single((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = one, Verdict = Verdict.Link }, default)).Problems).Key);
        Assert.Equal("ClientGone", Assert.Single((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = one, Verdict = Verdict.Link, ClientId = 9999 }, default)).Problems).Key);
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = one, Verdict = Verdict.Link, ClientId = known.Id }, default)).Ok);
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = two, Verdict = Verdict.Reject, Comment = "Already ours." }, default)).Ok);
        Assert.Equal(known.Id, (await desk.Inbox.CardAsync(desk.Manager, one, default))!.Client!.Id);
        Assert.Null((await desk.Inbox.CardAsync(desk.Manager, two, default))!.Client);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(1, await db.Set<Client>().CountAsync());
        Assert.Contains("could not take on your client", (await db.Set<OutboxMail>().OrderBy(m => m.Id).LastAsync()).Body, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B21")]
    public async Task Of_two_decisions_in_the_same_moment_one_holds_and_the_other_is_told_who_and_when(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var id = await desk.TakenAsync(desk.Jan);
        var both = await Task.WhenAll(
            Task.Run(() => desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Create }, default)),
            Task.Run(() => desk.Commands.DecideAsync(desk.Administrator, new Decision { SubmissionId = id, Verdict = Verdict.Reject }, default)));
        var refused = Assert.Single(both, saved => !saved.Ok);
        Assert.Single(both, saved => saved.Ok);
        Assert.Equal((SavedOutcome.Conflict, both[0].Ok ? "Ewa Wilk" : "Adam Bóbr", (DateTime?)TestOffice.Monday), (refused.Outcome, refused.By, refused.At));

        var later = await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Accept }, default);
        Assert.Equal((SavedOutcome.Conflict, refused.By), (later.Outcome, later.By));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(1, await db.Set<OutboxMail>().CountAsync());
        Assert.Equal(both[0].Ok ? 1 : 0, await db.Set<Client>().CountAsync());
    }

    [SkippableFact, Trait("Feature", "B21"), Trait("Feature", "P19")]
    public async Task Of_two_decisions_at_two_nodes_one_holds_and_its_client_alone_is_made()
    {
        Needs.Postgres();
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Postgres);
        await using var bus = new InProcessLiveBus();
        await using var there = new CrmDb(desk.Office.Options, bus, desk.Office.Office, desk.Office.Clock);
        var commands = new SubmissionCommands(there, new ClientCommands(there), desk.Numbers, desk.Post);
        for (var round = 0; round < 5; round++)
        {
            var id = await desk.TakenAsync(desk.Jan);
            var both = await Task.WhenAll(
                Task.Run(() => desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Create }, default)),
                Task.Run(() => commands.DecideAsync(desk.Administrator, new Decision { SubmissionId = id, Verdict = Verdict.Create }, default)));
            var refused = Assert.Single(both, saved => !saved.Ok);
            Assert.Equal((SavedOutcome.Conflict, both[0].Ok ? "Ewa Wilk" : "Adam Bóbr", (DateTime?)TestOffice.Monday), (refused.Outcome, refused.By, refused.At));
            await using var db = desk.Office.Crm.Open(Actor.System);
            Assert.Equal(round + 1, await db.Set<Client>().CountAsync());
        }
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B17"), Trait("Feature", "P13")]
    public async Task A_client_merged_away_between_the_choice_and_the_save_is_not_linked_and_nothing_is_decided(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (id, chosen, survivor) = (await desk.TakenAsync(desk.Jan), await desk.Office.AddClientAsync("Jan", "Nowak"), await desk.Office.AddClientAsync("Jan", "Lis"));
        await using (var before = desk.Office.Crm.Open(Actor.System))
        {
            before.Add(new MailSettings { Host = "mail.example.org", From = "office@example.org", Password = new SealedText("sealed") });
            await before.SaveChangesAsync();
        }

        // The decision has read its client when it asks by which server the broker is told.
        var merging = new Vault(text => text, _ =>
        {
            Assert.True(new ClientMerging(desk.Office.Crm).MergeAsync(Actor.System, (survivor.Id, 0), (chosen.Id, 0), new HashSet<MergeField>(), default).GetAwaiter().GetResult().Ok);
            return "secret";
        });
        var commands = new SubmissionCommands(desk.Office.Crm, desk.Clients, desk.Numbers, new BrokerPost(new MailRoute(desk.Office.Crm, new MailOptions(), merging)));
        var saved = await commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Link, ClientId = chosen.Id }, default);
        Assert.Equal("ClientGone", Assert.Single(saved.Problems).Key);
        Assert.Equal(SubmissionStatus.Pending, (await desk.Inbox.CardAsync(desk.Manager, id, default))!.Status);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.False(await db.Set<OutboxMail>().AnyAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Nobody_links_a_client_or_takes_along_a_lead_whom_they_may_not_see(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (id, client) = (await desk.TakenAsync(desk.Jan), await desk.Office.AddClientAsync("Jan", "Nowak"));
        var lead = (await new LeadIntake(desk.Office.Crm).TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Phone = "600111222" }, default)).Id;
        var north = new Core.Office.Branch { Name = "North" };
        int? branch;
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            db.Add(north);
            await db.SaveChangesAsync();
            (await db.Set<Client>().SingleAsync()).BranchId = north.Id;
            (await db.Set<Lead>().SingleAsync()).BranchId = north.Id;
            branch = await db.Set<Submission>().Select(s => s.BranchId).SingleAsync();
            await db.SaveChangesAsync();
        }

        var narrow = People.Of(BuiltInRoles.Manager, Scope.Branch, desk.Manager.UserId, branch);
        Assert.Equal("ClientGone", Assert.Single((await desk.Commands.DecideAsync(narrow, new Decision { SubmissionId = id, Verdict = Verdict.Link, ClientId = client.Id }, default)).Problems).Key);
        Assert.True((await desk.Commands.DecideAsync(narrow, new Decision { SubmissionId = id, Verdict = Verdict.Create, LeadIds = [lead] }, default)).Ok);
        await using var after = desk.Office.Crm.Open(Actor.System);
        Assert.Null((await after.Set<Lead>().SingleAsync()).ClientId);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B11"), Trait("Feature", "P4")]
    public async Task Who_the_client_is_that_a_submission_was_linked_to_is_told_to_those_alone_who_may_see_that_client(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (id, known) = (await desk.TakenAsync(desk.Jan), await desk.Office.AddClientAsync("Anna", "Zych"));
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Link, ClientId = known.Id }, default)).Ok);
        await using var db = desk.Office.Crm.Open(Actor.System);
        (await db.Set<Client>().SingleAsync()).Branch = new Core.Office.Branch { Name = "North" };
        await db.SaveChangesAsync();

        var narrow = People.Of(BuiltInRoles.Manager, Scope.Branch, desk.Manager.UserId, await db.Set<Submission>().Select(s => s.BranchId).SingleAsync());
        Assert.Equal(new LinkedClient(0, null, null), (await desk.Inbox.CardAsync(narrow, id, default))!.Client);
        Assert.Equal(new LinkedClient(known.Id, "Anna Zych", null), (await desk.Inbox.CardAsync(desk.Manager, id, default))!.Client);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B14")]
    public async Task Leads_of_the_same_person_come_along_and_those_given_away_meanwhile_stay(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var leads = new LeadIntake(desk.Office.Crm);
        async Task<int> Lead(string phone) => (await leads.TakeAsync(desk.Manager, new NewLead { Kind = LeadKind.Text, Channel = "site", Phone = phone }, default)).Id;
        var (one, two) = (await Lead("600111222"), await Lead("600111222"));
        var other = await desk.Office.AddClientAsync("Ewa", "Lis");
        await leads.ConvertAsync(desk.Manager, two, other.Id, default);
        var id = await desk.TakenAsync(desk.Jan);
        await Assert.ThrowsAsync<AccessRefused>(() => desk.Commands.DecideAsync(
            desk.Manager with { Permissions = People.Without(LeadPermissions.Edit).Permissions }, new Decision { SubmissionId = id, Verdict = Verdict.Create, LeadIds = [one] }, default));
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Create, LeadIds = [one, two] }, default)).Ok);
        await using var db = desk.Office.Crm.Open(Actor.System);
        var client = (await db.Set<Submission>().SingleAsync()).ClientId;
        Assert.Equal([(client, LeadStatus.Converted), (other.Id, LeadStatus.Converted)], (await db.Set<Lead>().OrderBy(l => l.Id).ToListAsync()).Select(l => (l.ClientId, l.Status)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B22")]
    public async Task A_clients_card_keeps_the_number_it_came_with_masked_and_gives_it_as_the_submission_does(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var numbers = new ClientNumbers(desk.Office.Crm, desk.Numbers);
        var known = await desk.Office.AddClientAsync("Jan", "Nowak");
        foreach (var _ in (int[])[1, 2])
        {
            var id = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359", IdCard = "ABA300000" });
            Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Link, ClientId = known.Id }, default)).Ok);
        }

        var rows = await numbers.OfClientAsync(desk.Manager, known.Id, default);
        Assert.Equal([(PersonalField.Pesel, "•••••••1359"), (PersonalField.IdCard, "•••••0000")], rows.Select(r => (r.Field, r.Number.Shown)));
        var row = rows[0];
        await Assert.ThrowsAsync<AccessRefused>(() => numbers.RevealAsync(desk.Manager, row.Id, "agreement", default));
        Assert.Equal("Missing", Assert.Single((await numbers.RevealAsync(desk.Administrator, row.Id, "", default)).Saved.Problems).Key);
        Assert.Equal("44051401359", (await numbers.RevealAsync(desk.Administrator, row.Id, "agreement", default)).Number);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(2, await db.Set<ClientNumber>().CountAsync());
        Assert.Equal(known.Id, Assert.Single(await db.Set<Core.Journal.JournalEntry>().Where(e => e.Event == "client.revealed").ToListAsync()).ClientId);
        Assert.DoesNotContain("1359", string.Concat(await db.Set<Core.Journal.JournalEntry>().Select(e => e.Changes ?? "").ToListAsync()), StringComparison.Ordinal);
        db.Remove(await db.Set<Client>().SingleAsync());
        db.RemoveRange(await db.Set<Submission>().ToListAsync());
        await db.SaveChangesAsync();
        Assert.False(await db.Set<ClientNumber>().AnyAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B22")]
    public async Task A_number_is_shown_whole_only_with_the_right_and_a_reason_and_the_look_is_written_down(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var id = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359" });
        await Assert.ThrowsAsync<AccessRefused>(() => desk.Commands.RevealAsync(desk.Manager, id, PersonalField.Pesel, "agreement", default));
        Assert.Equal("Missing", Assert.Single((await desk.Commands.RevealAsync(desk.Administrator, id, PersonalField.Pesel, " ", default)).Saved.Problems).Key);
        Assert.Equal(SavedOutcome.Gone, (await desk.Commands.RevealAsync(desk.Administrator, id, PersonalField.IdCard, "agreement", default)).Saved.Outcome);
        var shown = await desk.Commands.RevealAsync(desk.Administrator, id, PersonalField.Pesel, "reservation agreement", default);
        Assert.Equal("44051401359", shown.Number);
        Assert.DoesNotContain("44051401359", shown.ToString(), StringComparison.Ordinal);
        await using var db = desk.Office.Crm.Open(Actor.System);
        var look = Assert.Single(await db.Set<Core.Journal.JournalEntry>().Where(e => e.Event == "submission.revealed").ToListAsync());
        Assert.Equal(("Adam Bóbr", id), (look.Who, look.SubjectId));
        Assert.Contains("reservation agreement", look.Changes, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B22")]
    public async Task Numbers_of_the_rejected_are_erased_when_their_days_are_over_and_those_of_others_stay(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (rejected, accepted) = (await desk.TakenAsync(desk.Jan with { Pesel = "44051401359" }), await desk.TakenAsync(desk.Jan with { Pesel = "44051401359" }));
        await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = rejected, Verdict = Verdict.Reject }, default);
        await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = accepted, Verdict = Verdict.Accept }, default);
        using var erasure = new NumberErasure(desk.Office.Crm, Microsoft.Extensions.Logging.Abstractions.NullLogger<NumberErasure>.Instance);
        desk.Office.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await erasure.TickAsync(default));
        desk.Office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await erasure.TickAsync(default));
        Assert.Equal(0, await erasure.TickAsync(default));
        var card = (await desk.Inbox.CardAsync(desk.Manager, rejected, default))!;
        Assert.Equal((null, (DateTime?)TestOffice.Monday.AddDays(30)), (card.Pesel, card.ErasedAt));
        Assert.NotNull((await desk.Inbox.CardAsync(desk.Manager, accepted, default))!.Pesel);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Null(await db.Set<Submission>().Where(s => s.Id == rejected).Select(s => s.PeselHash).SingleAsync());
    }
}
