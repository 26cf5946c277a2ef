using System.Globalization;
using System.Resources;

namespace CrmLive.Core.Mail;

/// <summary>The words of mails and calendars in one language: of who receives them, not of whoever happens to be signed in.</summary>
internal sealed class MailWords(string? language)
{
    private static readonly ResourceManager Texts = new("CrmLive.Core.Mail.MailText", typeof(MailWords).Assembly);

    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language is "pl" or "ru" ? language : "en-GB");

    public string this[string key] => Texts.GetString(key, Culture) ?? key;

    public string this[string key, params ReadOnlySpan<object?> blanks] => string.Format(Culture, this[key], blanks);
}
