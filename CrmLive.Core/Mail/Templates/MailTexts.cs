using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Mail;

/// <summary>What mails say now: the office's own words before the built-in ones. Read once for as many mails as are written.</summary>
internal sealed class MailTexts(IReadOnlyDictionary<(MailKind, string), MailText> own)
{
    public static async Task<MailTexts> NowAsync(CrmDbContext db, CancellationToken ct) =>
        new(await db.Set<MailTemplate>().AsNoTracking().ToDictionaryAsync(t => (t.Kind, t.Language), t => new MailText(t.Subject, t.Body), ct));

    public MailText this[MailKind kind, MailWords words] => own.GetValueOrDefault((kind, words.Culture.TwoLetterISOLanguageName)) ?? BuiltIn(kind, words);

    public static MailText BuiltIn(MailKind kind, MailWords words) => new(words[$"Mail.{kind}.Subject"], words[$"Mail.{kind}.Body"].ReplaceLineEndings("\n"));

    /// <summary>Nobody's: what a mail might say.</summary>
    public static IReadOnlyDictionary<string, string?> Sample(MailKind kind, MailWords words) =>
        MailBlanks.Of(kind).Known.ToDictionary(blank => blank, blank => (string?)words[$"Sample.{blank}"].ReplaceLineEndings("\n"));
}
