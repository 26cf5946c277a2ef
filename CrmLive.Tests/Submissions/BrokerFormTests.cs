using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

[Trait("Feature", "B1")]
public sealed class BrokerFormTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_form_keeps_all_that_the_office_set_and_its_name_is_the_source(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (commands, queries) = (Commands(desk), new BrokerFormQueries(desk.Office.Crm));
        var choices = await queries.ChoicesAsync(desk.Manager, default);
        var edit = new BrokerFormEdit
        {
            Name = " Nowe\u202e Wnętrza ", Asks = BrokerFormFields.Phone | BrokerFormFields.Pesel, Needs = BrokerFormFields.Phone | BrokerFormFields.Note, TakesDocuments = true,
            BranchId = choices.Branches[0].Id, InvestmentIds = [.. choices.Investments.Select(i => i.Id)], Languages = ["pl", "ru"],
            Words = [new("pl", "Dzień dobry", "Administratorem jest biuro."), new("en", "", "")],
        };
        var made = await commands.SaveAsync(desk.Manager, edit, default);
        Assert.True(made.Ok);
        var row = (await queries.AllAsync(desk.Manager, default)).Single(f => f.Id == made.Id);
        Assert.Equal(edit with { Id = made.Id, Version = row.Version, Name = "Nowe Wnętrza", Needs = BrokerFormFields.Phone, Words = [new("pl", "Dzień dobry", "Administratorem jest biuro.")] }, row.ToEdit());
        Assert.True(row.LinkKey.Length >= 32);

        Assert.True((await commands.SaveAsync(desk.Manager, row.ToEdit() with { Name = "Wnętrza", Words = [], InvestmentIds = [desk.Offered] }, default)).Ok);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal("Wnętrza", await db.Set<BrokerForm>().Where(f => f.Id == made.Id).Select(f => f.Source!.Name).SingleAsync());
        Assert.Empty(await db.Set<BrokerFormWords>().ToListAsync());
        var late = await commands.SaveAsync(desk.Administrator, row.ToEdit() with { Name = "Too late" }, default);
        Assert.Equal((SavedOutcome.Conflict, "Ewa Wilk"), (late.Outcome, late.By));
        Assert.Equal(SavedOutcome.Gone, (await commands.SwitchAsync(desk.Manager, 9999, false, default)).Outcome);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_has_to_be_filled_in_is_asked_for_by_name_and_a_form_that_is_off_takes_nothing_until_it_is_on_again(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var commands = Commands(desk);
        var edit = Assert.Single(await new BrokerFormQueries(desk.Office.Crm).AllAsync(desk.Manager, default)).ToEdit();
        Assert.True((await commands.SaveAsync(desk.Manager, edit with { Needs = BrokerFormFields.Email | BrokerFormFields.IdCard | BrokerFormFields.Note }, default)).Ok);
        var refused = await desk.Intake.TakeAsync(Actor.Nobody, desk.Jan with { Email = null }, default);
        Assert.Equal(["Email:Missing", "IdCard:Missing", "Note:Missing"], refused.Problems.Select(p => $"{p.Field}:{p.Key}"));
        var whole = desk.Jan with { IdCard = "ABA300000", Note = "3 pokoje" };
        Assert.True((await commands.SwitchAsync(desk.Manager, desk.FormId, false, default)).Ok);
        Assert.Equal(SavedOutcome.Gone, (await desk.Intake.TakeAsync(Actor.Nobody, whole, default)).Outcome);
        Assert.True((await commands.SwitchAsync(desk.Manager, desk.FormId, true, default)).Ok);
        await desk.TakenAsync(whole);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(["broker-form.switched-off", "broker-form.switched-on"], await db.Set<JournalEntry>().Where(e => e.Event.StartsWith("broker-form.switched")).OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync());
        Assert.DoesNotContain(await db.Set<JournalEntry>().Where(e => e.Subject == "broker-form").Select(e => e.Changes).ToListAsync(), c => c?.Contains("LinkKey\":[null", StringComparison.Ordinal) == true);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_client_without_an_investment_belongs_to_the_forms_branch_and_one_with_to_the_investments(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        await using var db = desk.Office.Crm.Open(Actor.System);
        var elsewhere = new Branch { Name = "Gdańsk" };
        db.Add(elsewhere);
        await db.SaveChangesAsync();
        var edit = Assert.Single(await new BrokerFormQueries(desk.Office.Crm).AllAsync(desk.Manager, default)).ToEdit();
        Assert.True((await Commands(desk).SaveAsync(desk.Manager, edit with { BranchId = elsewhere.Id }, default)).Ok);
        var (without, with) = (await desk.TakenAsync(desk.Jan with { InvestmentId = null }), await desk.TakenAsync(desk.Jan));
        var branches = await db.Set<Submission>().ToDictionaryAsync(s => s.Id, s => s.BranchId);
        Assert.Equal(elsewhere.Id, branches[without]);
        Assert.NotEqual(elsewhere.Id, branches[with]);
        Assert.Equal("BranchGone", Assert.Single((await Commands(desk).SaveAsync(desk.Manager, edit with { Version = null, BranchId = 999 }, default)).Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Only_who_may_make_forms_sees_their_links_and_changes_anything(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (commands, queries, advisor) = (Commands(desk), new BrokerFormQueries(desk.Office.Crm), People.Of(BuiltInRoles.Advisor));
        await Assert.ThrowsAsync<AccessRefused>(() => queries.AllAsync(advisor, default));
        await Assert.ThrowsAsync<AccessRefused>(() => queries.ChoicesAsync(advisor, default));
        await Assert.ThrowsAsync<AccessRefused>(() => commands.SaveAsync(advisor, new BrokerFormEdit { Name = "Mine" }, default));
        await Assert.ThrowsAsync<AccessRefused>(() => commands.SwitchAsync(advisor, desk.FormId, false, default));
        await Assert.ThrowsAsync<AccessRefused>(() => commands.ReplaceLinkAsync(advisor, desk.FormId, default));
        // A manager makes forms and is no keeper of tokens.
        await Assert.ThrowsAsync<AccessRefused>(() => commands.MakeTokenAsync(desk.Manager, desk.FormId, default));
    }

    private static BrokerFormCommands Commands(BrokerDesk desk) => new(desk.Office.Crm, new ApiTokens(desk.Office.Crm));
}
