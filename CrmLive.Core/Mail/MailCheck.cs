using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Mail;

/// <summary>What no mail could be sent with, and what would give a password away.</summary>
internal static class MailCheck
{
    public const int MostConnections = 16;

    /// <param name="kept">As it is in force until now.</param>
    /// <param name="trial">Whether it is only tried: then a server must be named, though nothing is switched on.</param>
    public static IReadOnlyList<Problem> Problems(MailSettings edit, MailSettings kept, string password, bool trial = false)
    {
        var problems = new List<Problem>();
        var wanted = edit.On || trial;
        void Ask(bool holds, string field, string key)
        {
            if (!holds)
            {
                problems.Add(new Problem(field, key));
            }
        }

        (edit.Host, edit.User, edit.From, edit.FromName, edit.Site) = (edit.Host.Trim(), edit.User.Trim(), edit.From.Trim(), edit.FromName.Trim(), edit.Site.Trim());
        Ask(!wanted || edit.Host.Length > 0, nameof(edit.Host), "missing");
        Ask(edit.Host.Length == 0 || Uri.CheckHostName(edit.Host) != UriHostNameType.Unknown, nameof(edit.Host), "host");
        Ask(edit.Port is >= 1 and <= 65535, nameof(edit.Port), "port");
        Ask(Enum.IsDefined(edit.Security) && (edit.Security != MailSecurity.None || edit.Host.Length == 0 || MailOptions.IsLoopback(edit.Host)), nameof(edit.Security), "plain");
        Ask(!wanted || ContactRules.IsEmail(edit.From), nameof(edit.From), "email");
        Ask(edit.Site.Length == 0 || MailOptions.IsSite(edit.Site), nameof(edit.Site), "site");
        Ask(edit.Connections is >= 1 and <= MostConnections, nameof(edit.Connections), "minutes");
        Ask(edit.AlarmMinutes is >= 1 and <= 24 * 60, nameof(edit.AlarmMinutes), "minutes");
        // Else whoever may change the address could have the password, which nobody is shown, sent to a server of their own.
        Ask(password.Length > 0 || edit.User.Length == 0 || kept.Password.IsEmpty || IsAsTrusted(edit, kept), nameof(edit.Password), "retype");
        return problems;
    }

    public static IReadOnlyList<Problem> Problems(MailboxSettings edit, MailboxSettings kept, string password, bool trial = false)
    {
        var problems = new List<Problem>();
        var wanted = edit.On || trial;
        void Ask(bool holds, string field, string key)
        {
            if (!holds)
            {
                problems.Add(new Problem(field, key));
            }
        }

        (edit.Host, edit.User, edit.Address, edit.Folder) = (edit.Host.Trim(), edit.User.Trim(), edit.Address.Trim(), edit.Folder.Trim());
        Ask(!wanted || edit.Host.Length > 0, nameof(edit.Host), "missing");
        Ask(edit.Host.Length == 0 || Uri.CheckHostName(edit.Host) != UriHostNameType.Unknown, nameof(edit.Host), "host");
        Ask(edit.Port is >= 1 and <= 65535, nameof(edit.Port), "port");
        Ask(Enum.IsDefined(edit.Security) && (edit.Security != MailSecurity.None || edit.Host.Length == 0 || MailOptions.IsLoopback(edit.Host)), nameof(edit.Security), "plain");
        Ask(!wanted || edit.User.Length > 0, nameof(edit.User), "missing");
        Ask(!wanted || ContactRules.IsEmail(edit.Address), nameof(edit.Address), "email");
        Ask(edit.MostMegabytes is >= 1 and <= 100, nameof(edit.MostMegabytes), "minutes");
        Ask(edit.PollSeconds is >= 10 and <= 3600, nameof(edit.PollSeconds), "minutes");
        Ask(edit.HourlyLimit is >= 1 and <= 10_000, nameof(edit.HourlyLimit), "minutes");
        var trusted = edit.Host.Equals(kept.Host, StringComparison.OrdinalIgnoreCase) && edit.Port == kept.Port && edit.Security == kept.Security;
        Ask(password.Length > 0 || kept.Password.IsEmpty || trusted, nameof(edit.Password), "retype");
        return problems;
    }

    public static IReadOnlyList<Problem> Receiver(string to) => ContactRules.IsEmail(to) ? [] : [new Problem("To", "email")];

    private static bool IsAsTrusted(MailSettings edit, MailSettings kept) =>
        edit.Host.Equals(kept.Host, StringComparison.OrdinalIgnoreCase) && edit.Port == kept.Port && edit.Security == kept.Security;
}
