using System.Net;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Mail;
using CrmLive.Core.Sample;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Web.Account;

namespace CrmLive.Web.Hosting;

/// <summary>Every section of the settings and what reads it; appsettings.Example.json explains them, and a test holds the two together.</summary>
public static class Settings
{
    public static IReadOnlyDictionary<string, Type> Sections { get; } = new Dictionary<string, Type>
    {
        ["Data"] = typeof(DataOptions),
        ["Sample"] = typeof(SampleOptions),
        ["Account"] = typeof(AccountOptions),
        ["Limits"] = typeof(RateLimits),
        ["Telephony:Asterisk"] = typeof(AsteriskOptions),
        ["Telephony:Webhook"] = typeof(WebhookOptions),
        ["Mail"] = typeof(MailOptions),
        ["Documents"] = typeof(ScanOptions),
        ["Telemetry"] = typeof(TelemetryOptions),
    };

    /// <summary>Null when all can be used; else one sentence that names the setting, before anything was started.</summary>
    public static string? Complaint(IConfiguration configuration)
    {
        foreach (var (section, type) in Sections)
        {
            try
            {
                // A word misspelt would otherwise silently mean the default.
                configuration.GetSection(section).Get(type, binder => binder.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException wrong)
            {
                return $"The settings below \"{section}\" cannot be read: {wrong.Message.ReplaceLineEndings(" ")}";
            }
        }

        return Senseless(configuration).FirstOrDefault();
    }

    private static IEnumerable<string> Senseless(IConfiguration configuration)
    {
        T Of<T>(string section)
            where T : new() => configuration.GetSection(section).Get<T>() ?? new T();

        if (Of<DataOptions>("Data").BusySeconds is < 1 or > 600)
        {
            yield return "Data:BusySeconds is from 1 to 600.";
        }

        if (Of<TelemetryOptions>("Telemetry").Otlp is { Length: > 0 } otlp && !Uri.TryCreate(otlp, UriKind.Absolute, out _))
        {
            yield return "Telemetry:Otlp is the address of a collector, as http://127.0.0.1:4317.";
        }

        var asterisk = Of<AsteriskOptions>("Telephony:Asterisk");
        if (asterisk.Enabled && (asterisk.User.Length == 0 || asterisk.Secret.Length == 0))
        {
            yield return "Telephony:Asterisk is enabled and wants a User and a Secret.";
        }

        if (!AsteriskOptions.IsPattern(asterisk.ExtensionPattern))
        {
            yield return "Telephony:Asterisk:ExtensionPattern is not a regular expression.";
        }

        if (Of<WebhookOptions>("Telephony:Webhook").Keys.Any(key => !key.IsUsable))
        {
            yield return $"Each key of Telephony:Webhook:Keys wants a Name, and a Secret of at least {WebhookKey.ShortestSecret} characters.";
        }

        var mail = Of<MailOptions>("Mail");
        if (mail.Host.Length > 0 && !ContactRules.IsEmail(mail.From))
        {
            yield return "Mail has a Host and wants the office's own address in From.";
        }

        if (mail is { Host.Length: > 0, Security: MailSecurity.None } && !MailOptions.IsLoopback(mail.Host))
        {
            yield return "Mail:Security None is for a server on this machine; any other gets StartTls or Tls.";
        }

        if (mail.Connections is < 1 or > 16 || mail.TimeoutSeconds is < 1 or > 600 || mail.AlarmMinutes is < 1 or > 1440)
        {
            yield return "Mail:Connections is from 1 to 16, Mail:TimeoutSeconds from 1 to 600, Mail:AlarmMinutes from 1 to 1440.";
        }

        if (mail.Certificate.Length > 0 && !File.Exists(mail.Certificate))
        {
            yield return "Mail:Certificate names a file that is not there.";
        }

        if (mail.Site.Length > 0 && !MailOptions.IsSite(mail.Site))
        {
            yield return "Mail:Site is an address, as https://crm.example.com.";
        }

        var scan = Of<ScanOptions>("Documents");
        if (scan.Clamd.Length > 0 && ScanOptions.AddressOf(scan.Clamd) is null)
        {
            yield return "Documents:Clamd is where the virus scanner listens, as unix:/run/clamav/clamd.ctl or 127.0.0.1:3310.";
        }

        if (scan.TimeoutSeconds is < 1 or > 600 || scan.RetryMinutes is < 1 or > 1440)
        {
            yield return "Documents:TimeoutSeconds is from 1 to 600, Documents:RetryMinutes from 1 to 1440.";
        }

        if ((configuration.GetSection("Proxies").Get<string[]>() ?? []).Any(proxy => !IPAddress.TryParse(proxy, out _)))
        {
            yield return "Proxies are addresses, as 10.0.0.5.";
        }
    }
}
