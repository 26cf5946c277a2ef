using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>A form as the office sets it (B1).</summary>
public sealed record BrokerFormEdit
{
    /// <summary>Null for a new one.</summary>
    public int? Id { get; init; }

    /// <summary>Also the source's name that its clients come from.</summary>
    public string Name { get; init; } = "";

    public bool On { get; init; } = true;
    public BrokerFormFields Asks { get; init; } = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Note;
    public bool TakesDocuments { get; init; }
    public ValueList<int> InvestmentIds { get; init; } = [];
}

public sealed class BrokerFormCommands(CrmDb crm)
{
    private const int LongestName = 100;

    public async Task<Saved> SaveAsync(Actor actor, BrokerFormEdit edit, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        var form = edit.Id is { } id ? await db.Set<BrokerForm>().Include(f => f.Investments).Include(f => f.Source).FirstOrDefaultAsync(f => f.Id == id, ct) : new BrokerForm { Name = "", LinkKey = SubmissionIntake.NewKey(), Source = new Source { Name = "" } };
        if (form is null)
        {
            return Saved.Gone;
        }

        var name = PlainText.Of(edit.Name);
        if (await ProblemAsync(db, edit, name, ct) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        (form.Name, form.Source!.Name, form.On, form.Asks, form.TakesDocuments) = (name, name, edit.On, edit.Asks, edit.TakesDocuments);
        form.Investments.RemoveAll(i => !edit.InvestmentIds.Contains(i.InvestmentId));
        form.Investments.AddRange(edit.InvestmentIds.Distinct().Where(wanted => form.Investments.All(i => i.InvestmentId != wanted)).Select(wanted => new BrokerFormInvestment { InvestmentId = wanted }));
        if (edit.Id is null)
        {
            db.Add(form);
        }

        return await db.SaveOrSayWhoAsync(form, ct);
    }

    /// <summary>The old address is nobody's from now on; what came through it stays.</summary>
    public async Task<Saved> ReplaceLinkAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        if (await db.Set<BrokerForm>().FirstOrDefaultAsync(f => f.Id == id, ct) is not { } form)
        {
            return Saved.Gone;
        }

        form.LinkKey = SubmissionIntake.NewKey();
        db.Tell(form, "broker-form.link-replaced");
        return await db.SaveOrSayWhoAsync(form, ct);
    }

    private static async Task<Problem?> ProblemAsync(CrmDbContext db, BrokerFormEdit edit, string name, CancellationToken ct)
    {
        var wanted = edit.InvestmentIds.Distinct().ToList();
        return name.Length == 0 ? new(nameof(edit.Name), "Missing")
            : name.Length > LongestName ? new(nameof(edit.Name), "TooLong")
            : await db.Set<BrokerForm>().AnyAsync(f => f.Name == name && f.Id != edit.Id, ct) ? new(nameof(edit.Name), "NameTaken")
            // Without any of them a client could come that nobody can be reached about.
            : (edit.Asks & (BrokerFormFields.Phone | BrokerFormFields.Email)) == 0 ? new(nameof(edit.Asks), "NeedsContact")
            : await db.Set<Investment>().CountAsync(i => wanted.Contains(i.Id), ct) != wanted.Count ? new(nameof(edit.InvestmentIds), "InvestmentGone")
            : null;
    }
}
