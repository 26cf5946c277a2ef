using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail.Sending;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>The mail server as the administrator sets it; the senders of all nodes follow with their next mail.</summary>
public sealed class MailCommands(CrmDb crm, MailOptions fromFile, Vault vault)
{
    /// <summary>As it is in force now. The password stays where it is.</summary>
    public async Task<MailStandingOrder> InForceAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var settings = await KeptAsync(db, ct);
        var (has, lost) = (!settings.Password.IsEmpty, vault.Open(settings.Password) is null);
        settings.Password = SealedText.None;
        return new MailStandingOrder(settings, has, lost, await db.Set<User>().Where(u => u.Id == actor.UserId).Select(u => u.Email).FirstOrDefaultAsync(ct));
    }

    /// <param name="password">As typed; empty leaves the one that was there.</param>
    public async Task<Saved> SaveAsync(Actor actor, MailSettings edit, string password, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var saved = await db.Set<MailSettings>().SingleOrDefaultAsync(ct);
        var kept = saved ?? MailSettings.Of(fromFile, vault);
        if (MailCheck.Problems(edit, kept, password) is { Count: > 0 } problems)
        {
            return Saved.Invalid([.. problems]);
        }

        edit.Id = MailSettings.TheOne;
        edit.Password = Sealed(edit, kept, password);
        if (saved is null)
        {
            db.Add(edit);
        }
        else
        {
            db.Entry(saved).CurrentValues.SetValues(edit);
        }

        return await db.SaveOrSayWhoAsync(saved ?? edit, ct);
    }

    /// <summary>Sends one mail with what stands in the form, saved or not, and gives the server's own answer.</summary>
    public async Task<MailTrial> TryAsync(Actor actor, MailSettings edit, string password, string to, string subject, string body, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var kept = await KeptAsync(db, ct);
        List<Problem> problems = [.. MailCheck.Problems(edit, kept, password, trial: true), .. MailCheck.Receiver(to)];
        if (problems.Count > 0)
        {
            return new MailTrial(false, "") { Problems = [.. problems] };
        }

        edit.Password = Sealed(edit, kept, password);
        edit.On = true;
        var trial = await Trial.RunAsync(edit.Options(fromFile, vault.Open(edit.Password)), to.Trim(), subject, body, crm.Clock, ct);
        db.Record(new JournalEntry { Event = trial.Taken ? "mail-settings.tried" : "mail-settings.tried-in-vain", Subject = "mail-settings", SubjectId = MailSettings.TheOne });
        await db.SaveChangesAsync(ct);
        return trial;
    }

    private SealedText Sealed(MailSettings edit, MailSettings kept, string password) =>
        password.Length > 0 ? vault.Seal(password) : edit.User.Length > 0 ? kept.Password : SealedText.None;

    private async Task<MailSettings> KeptAsync(CrmDbContext db, CancellationToken ct) =>
        await db.Set<MailSettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? MailSettings.Of(fromFile, vault);
}

/// <param name="HasPassword">There is one, and it is not told.</param>
/// <param name="PasswordLost">There is one that nobody can open any more; it must be typed again.</param>
/// <param name="OwnAddress">Where a trial may go.</param>
public sealed record MailStandingOrder(MailSettings Settings, bool HasPassword, bool PasswordLost, string? OwnAddress);

/// <param name="Answer">The server's own last word; a key of ours where the server said nothing.</param>
public sealed record MailTrial(bool Taken, string Answer)
{
    public ValueList<Problem> Problems { get; init; } = [];
}
