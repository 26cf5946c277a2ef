using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

public sealed class BrokerFormCommands(CrmDb crm, ApiTokens tokens)
{
    private const int LongestName = 100;
    private const int LongestWords = 2000;

    public async Task<Saved> SaveAsync(Actor actor, BrokerFormEdit edit, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        var form = edit.Id is { } id
            ? await db.Set<BrokerForm>().Include(f => f.Investments).Include(f => f.Words).Include(f => f.Source).FirstOrDefaultAsync(f => f.Id == id, ct)
            : new BrokerForm { Name = "", LinkKey = SubmissionIntake.NewKey(), Source = new Source { Name = "" } };
        if (form is null)
        {
            return Saved.Gone;
        }

        var clean = Cleaned(edit);
        if (await ProblemAsync(db, clean, ct) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        Apply(form, clean);
        if (edit.Id is null)
        {
            db.Add(form);
        }
        else if (edit.Version is { } version)
        {
            db.Entry(form).Property(f => f.Version).OriginalValue = version;
        }

        return await db.SaveOrSayWhoAsync(form, ct);
    }

    /// <summary>Of a form that somebody has open, too: its page says so at the next click and keeps what was typed.</summary>
    public Task<Saved> SwitchAsync(Actor actor, int id, bool on, CancellationToken ct) => ChangeAsync(actor, id, (db, form) =>
    {
        form.On = on;
        db.Tell(form, on ? "broker-form.switched-on" : "broker-form.switched-off");
    }, ct);

    /// <summary>The old address is nobody's from now on; what came through it stays.</summary>
    public Task<Saved> ReplaceLinkAsync(Actor actor, int id, CancellationToken ct) => ChangeAsync(actor, id, (db, form) =>
    {
        form.LinkKey = SubmissionIntake.NewKey();
        db.Tell(form, "broker-form.link-replaced");
    }, ct);

    /// <summary>A key for the broker's own program, which may hand in through this form and nothing else; null when the form is gone.</summary>
    public async Task<string?> MakeTokenAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        if (actor.UserId is not { } owner || await db.Set<BrokerForm>().Where(f => f.Id == id).Select(f => f.Name).FirstOrDefaultAsync(ct) is not { } name)
        {
            return null;
        }

        var token = await tokens.CreateAsync(actor, name, owner, [SubmissionPermissions.HandIn], ct);
        var hash = ApiTokens.HashOf(token);
        db.Add(new BrokerFormToken { BrokerFormId = id, ApiTokenId = await db.Set<ApiToken>().Where(t => t.Hash == hash).Select(t => t.Id).SingleAsync(ct) });
        await db.SaveChangesAsync(ct);
        return token;
    }

    private async Task<Saved> ChangeAsync(Actor actor, int id, Action<CrmDbContext, BrokerForm> change, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        if (await db.Set<BrokerForm>().FirstOrDefaultAsync(f => f.Id == id, ct) is not { } form)
        {
            return Saved.Gone;
        }

        change(db, form);
        return await db.SaveOrSayWhoAsync(form, ct);
    }

    private static BrokerFormEdit Cleaned(BrokerFormEdit edit) => edit with
    {
        Name = PlainText.Of(edit.Name),
        Needs = edit.Needs & edit.Asks,
        InvestmentIds = [.. edit.InvestmentIds.Distinct()],
        Languages = [.. edit.Languages.Distinct()],
        Words = [.. edit.Words.Select(words => words with { Intro = PlainText.Of(words.Intro, keepLines: true), Privacy = PlainText.Of(words.Privacy, keepLines: true) })],
    };

    private static void Apply(BrokerForm form, BrokerFormEdit edit)
    {
        (form.Name, form.Source!.Name, form.On, form.BranchId) = (edit.Name, edit.Name, edit.On, edit.BranchId);
        (form.Asks, form.Needs, form.TakesDocuments) = (edit.Asks, edit.Needs, edit.TakesDocuments);
        if (!form.Languages.SequenceEqual(edit.Languages))
        {
            form.Languages = [.. edit.Languages];
        }

        form.Investments.RemoveAll(i => !edit.InvestmentIds.Contains(i.InvestmentId));
        form.Investments.AddRange(edit.InvestmentIds.Where(wanted => form.Investments.All(i => i.InvestmentId != wanted)).Select(wanted => new BrokerFormInvestment { InvestmentId = wanted }));
        form.Words.RemoveAll(words => edit.Words.All(kept => kept.Language != words.Language || kept.IsNothing));
        foreach (var said in edit.Words.Where(words => !words.IsNothing))
        {
            if (form.Words.Find(words => words.Language == said.Language) is not { } words)
            {
                form.Words.Add(words = new BrokerFormWords { Language = said.Language });
            }

            (words.Intro, words.Privacy) = (said.Intro is "" ? null : said.Intro, said.Privacy is "" ? null : said.Privacy);
        }
    }

    private static async Task<Problem?> ProblemAsync(CrmDbContext db, BrokerFormEdit edit, CancellationToken ct) =>
        edit.Name.Length == 0 ? new(nameof(edit.Name), "missing")
        : edit.Name.Length > LongestName ? new(nameof(edit.Name), "TooLong")
        : await db.Set<BrokerForm>().AnyAsync(f => f.Name == edit.Name && f.Id != edit.Id, ct) ? new(nameof(edit.Name), "NameTaken")
        // Without any of them a client could come that nobody can be reached about.
        : (edit.Asks & (BrokerFormFields.Phone | BrokerFormFields.Email)) == 0 ? new(nameof(edit.Asks), "NeedsContact")
        : edit.Words.Any(words => words.Intro.Length > LongestWords || words.Privacy.Length > LongestWords) ? new(nameof(edit.Words), "TooLong")
        : edit.BranchId is { } branch && !await db.Set<Branch>().AnyAsync(b => b.Id == branch, ct) ? new(nameof(edit.BranchId), "BranchGone")
        : await db.Set<Investment>().CountAsync(i => edit.InvestmentIds.Contains(i.Id), ct) != edit.InvestmentIds.Count ? new(nameof(edit.InvestmentIds), "InvestmentGone")
        : null;
}
