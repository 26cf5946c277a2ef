using CrmLive.Core.Mail;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Settings;

/// <summary>Says why a mail is not on its way: the server's words as they are, our own in the reader's language.</summary>
public static class MailWord
{
    public static string Of(IStringLocalizer<SettingsText> text, string? answer) =>
        answer is not null && MailReasons.All.Contains(answer) ? text[$"MailReason.{answer}"] : answer ?? "";
}
