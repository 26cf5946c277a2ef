using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail.Sending;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>The words of mails as the administrator edits them, language by language.</summary>
public sealed class MailTemplateCommands(CrmDb crm, MailRoute route)
{
    public static IReadOnlyList<string> Languages { get; } = ["en", "pl", "ru"];

    /// <summary>Every kind in this language, own words before the built-in ones.</summary>
    public async Task<IReadOnlyList<MailTemplateRow>> AllAsync(Actor actor, string language, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var own = await db.Set<MailTemplate>().AsNoTracking().Where(t => t.Language == language).ToDictionaryAsync(t => t.Kind, ct);
        return [.. Enum.GetValues<MailKind>().Select(kind => own.GetValueOrDefault(kind) is { } mine
            ? new MailTemplateRow { Kind = kind, Text = new MailText(mine.Subject, mine.Body), IsOwn = true, Version = mine.Version }
            : new MailTemplateRow { Kind = kind, Text = BuiltIn(kind, language) })];
    }

    public static MailText BuiltIn(MailKind kind, string language) => MailTexts.BuiltIn(kind, new MailWords(language));

    /// <summary>As it would read, with nobody's values.</summary>
    public static MailText Preview(MailKind kind, string language, MailText text) => text.Fill(MailTexts.Sample(kind, new MailWords(language)));

    /// <summary>What a text lacks or asks for in vain; the names stand behind the colon of the field.</summary>
    public static IReadOnlyList<Problem> Problems(MailKind kind, MailText text)
    {
        var (blanks, asked) = (MailBlanks.Of(kind), text.Blanks.ToList());
        return
        [
            .. string.IsNullOrWhiteSpace(text.Subject) ? [new Problem("Subject", "missing")] : text.Subject.Length > MailTemplate.LongestSubject ? (Problem[])[new Problem("Subject", "long")] : [],
            .. string.IsNullOrWhiteSpace(text.Body) ? [new Problem("Body", "missing")] : text.Body.Length > MailTemplate.LongestBody ? (Problem[])[new Problem("Body", "long")] : [],
            .. asked.Except(blanks.Known).Select(name => new Problem($"Unknown:{name}", "blank-unknown")),
            .. blanks.Needed.Except(asked).Select(name => new Problem($"Missing:{name}", "blank-missing")),
        ];
    }

    /// <param name="version">As the editor saw it; 0 while the built-in words spoke.</param>
    public async Task<Saved> SaveAsync(Actor actor, MailKind kind, string language, MailText text, int version, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        var clean = new MailText(PlainText.Of(text.Subject), PlainText.Of(text.Body.ReplaceLineEndings("\n"), keepLines: true));
        if (!Enum.IsDefined(kind) || !Languages.Contains(language))
        {
            return Saved.Gone;
        }

        if (Problems(kind, clean) is { Count: > 0 } problems)
        {
            return Saved.Invalid([.. problems]);
        }

        await using var db = crm.Open(actor);
        var own = await OwnAsync(db, kind, language, ct);
        if (own is null)
        {
            db.Add(own = new MailTemplate { Kind = kind, Language = language, Subject = clean.Subject, Body = clean.Body });
        }
        else if (own.Version != version)
        {
            return await db.WhoWasQuickerAsync(own, ct);
        }
        else
        {
            (own.Subject, own.Body) = (clean.Subject, clean.Body);
        }

        return await db.SaveOrSayWhoAsync(own, ct);
    }

    /// <summary>The built-in words speak again.</summary>
    public async Task<Saved> BackAsync(Actor actor, MailKind kind, string language, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        if (await OwnAsync(db, kind, language, ct) is not { } own)
        {
            return Saved.Gone;
        }

        db.Remove(own);
        return await db.SaveOrSayWhoAsync(own, ct);
    }

    /// <summary>One mail with nobody's values to whoever asks, saved or not, and the server's own answer.</summary>
    public async Task<MailTrial> TryAsync(Actor actor, MailKind kind, string language, MailText text, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var to = await db.Set<User>().Where(u => u.Id == actor.UserId).Select(u => u.Email).FirstOrDefaultAsync(ct) ?? "";
        var way = await route.NowAsync(ct);
        List<Problem> problems = [.. Problems(kind, text), .. MailCheck.Receiver(to), .. way.Host.Length == 0 ? (Problem[])[new Problem("To", "no-server")] : []];
        if (problems.Count > 0)
        {
            return new MailTrial(false, "") { Problems = [.. problems] };
        }

        var mail = Preview(kind, language, text);
        var trial = await Trial.RunAsync(way, to, mail.Subject, mail.Body, crm.Clock, ct);
        db.Record(new JournalEntry { Event = "mail-template.tried", Subject = "mail-template" });
        await db.SaveChangesAsync(ct);
        return trial;
    }

    private static Task<MailTemplate?> OwnAsync(CrmDbContext db, MailKind kind, string language, CancellationToken ct) =>
        db.Set<MailTemplate>().FirstOrDefaultAsync(t => t.Kind == kind && t.Language == language, ct);
}

public sealed record MailTemplateRow
{
    public required MailKind Kind { get; init; }
    public required MailText Text { get; init; }

    /// <summary>The office's own words, and not the built-in ones.</summary>
    public bool IsOwn { get; init; }

    public int Version { get; init; }
}
