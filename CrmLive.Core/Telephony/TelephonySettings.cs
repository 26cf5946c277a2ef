using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Telephony;

/// <summary>Which telephone adapters the administrator has switched on, and how they reach the exchange; at most one row. Without it the configuration file speaks.</summary>
public sealed class TelephonySettings : IJournaled, ILive
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;
    public bool AsteriskEnabled { get; set; }
    public string AsteriskHost { get; set; } = "127.0.0.1";
    public int AsteriskPort { get; set; } = 5038;
    public string AsteriskUser { get; set; } = "";

    public SealedText AsteriskSecret { get; set; } = SealedText.None;

    public List<string> InboundContexts { get; set; } = [];
    public List<string> OfficeContexts { get; set; } = [];
    public string ExtensionPattern { get; set; } = "^[0-9]{2,4}$";
    public string OutsidePrefix { get; set; } = "";
    public string Device { get; set; } = "PJSIP/{0}";
    public string DialContext { get; set; } = "from-internal";
    public string RecordingsFolder { get; set; } = "/var/spool/asterisk/monitor";
    public bool WebhookEnabled { get; set; }

    /// <summary>Signs each webhook request; made here, given to the exchange.</summary>
    public SealedText WebhookSecret { get; set; } = SealedText.None;

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}
