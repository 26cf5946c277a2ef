using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail.Reading;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>The mailbox as the administrator sets it; whichever node reads follows within a moment.</summary>
public sealed class MailboxCommands(CrmDb crm, MailOptions fromFile, Vault vault)
{
    /// <summary>As it is in force now. The password stays where it is.</summary>
    public async Task<MailboxStandingOrder> InForceAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var settings = await KeptAsync(db, ct);
        var (has, lost) = (!settings.Password.IsEmpty, vault.Open(settings.Password) is null);
        settings.Password = SealedText.None;
        return new MailboxStandingOrder(settings, has, lost);
    }

    /// <param name="password">As typed; empty leaves the one that was there.</param>
    public async Task<Saved> SaveAsync(Actor actor, MailboxSettings edit, string password, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var saved = await db.Set<MailboxSettings>().SingleOrDefaultAsync(ct);
        if (MailCheck.Problems(edit, saved ?? new MailboxSettings(), password) is { Count: > 0 } problems)
        {
            return Saved.Invalid([.. problems]);
        }

        edit.Id = MailboxSettings.TheOne;
        edit.Password = Sealed(saved ?? new MailboxSettings(), password);
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

    /// <summary>Opens the mailbox with what stands in the form, saved or not, and says what the server says and how many mails lie there.</summary>
    public async Task<MailboxTrial> TryAsync(Actor actor, MailboxSettings edit, string password, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var kept = await KeptAsync(db, ct);
        if (MailCheck.Problems(edit, kept, password, trial: true) is { Count: > 0 } problems)
        {
            return new MailboxTrial(false, "") { Problems = [.. problems] };
        }

        edit.Password = Sealed(kept, password);
        var trial = await MailboxTrial.RunAsync(edit.Options(fromFile, vault.Open(edit.Password)), ct);
        db.Record(new JournalEntry { Event = trial.Open ? "mailbox-settings.tried" : "mailbox-settings.tried-in-vain", Subject = "mailbox-settings", SubjectId = MailboxSettings.TheOne });
        await db.SaveChangesAsync(ct);
        return trial;
    }

    private SealedText Sealed(MailboxSettings kept, string password) => password.Length > 0 ? vault.Seal(password) : kept.Password;

    private static async Task<MailboxSettings> KeptAsync(CrmDbContext db, CancellationToken ct) =>
        await db.Set<MailboxSettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new MailboxSettings();
}

/// <param name="HasPassword">There is one, and it is not told.</param>
/// <param name="PasswordLost">There is one that nobody can open any more; it must be typed again.</param>
public sealed record MailboxStandingOrder(MailboxSettings Settings, bool HasPassword, bool PasswordLost);

/// <param name="Answer">What the server said, or a key of ours where it said nothing.</param>
public sealed record MailboxTrial(bool Open, string Answer)
{
    /// <summary>Somebody sits before the form and waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public int Mails { get; init; }

    /// <summary>Whether the server speaks up by itself when a mail comes.</summary>
    public bool Idles { get; init; }

    public ValueList<Problem> Problems { get; init; } = [];

    internal static async Task<MailboxTrial> RunAsync(MailboxOptions options, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            await using var line = await ImapLine.OpenAsync(options, either.Token);
            return new MailboxTrial(true, line.Greeting) { Mails = line.Folder.Count, Idles = line.Idles };
        }
        catch (Sending.MailWayClosed closed)
        {
            return new MailboxTrial(false, closed.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new MailboxTrial(false, MailReasons.Silent);
        }
    }
}
