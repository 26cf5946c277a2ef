using System.Text.RegularExpressions;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>Settings "Telephony:Asterisk"; docs/telephony.md says what to write on the exchange's side.</summary>
public sealed record AsteriskOptions
{
    // Whoever writes a pattern cannot bring the feed to a halt with it.
    private const RegexOptions Patterns = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    public bool Enabled { get; init; }

    /// <summary>Name of the feed in <see cref="CallEvent.Exchange"/>; an office with two exchanges gives each its own.</summary>
    public string Exchange { get; init; } = "asterisk";

    public string Host { get; init; } = "127.0.0.1";
    public int Port { get; init; } = 5038;
    public string User { get; init; } = "";
    public string Secret { get; init; } = "";

    /// <summary>Dialplan contexts in which calls from outside begin (FreePBX: from-trunk, from-pstn).</summary>
    public IReadOnlyList<string> InboundContexts { get; init; } = [];

    /// <summary>Contexts in which the employees' telephones dial; a number that is no extension makes the call an outbound one.</summary>
    public IReadOnlyList<string> OfficeContexts { get; init; } = [];

    /// <summary>What an employee's extension looks like; a channel named after one (PJSIP/101-…) is that employee's telephone.</summary>
    public string ExtensionPattern { get; init; } = "^[0-9]{2,4}$";

    /// <summary>Dialled before an outside number, "0" in many offices.</summary>
    public string OutsidePrefix { get; init; } = "";

    /// <summary>What stands for the + of an international number when dialled: 00 where the exchange wants that.</summary>
    public string PlusAs { get; init; } = "+";

    /// <summary>How the exchange calls the telephone of an extension; {0} stands for it.</summary>
    public string Device { get; init; } = "PJSIP/{0}";

    /// <summary>Context in which a number clicked in CrmLive is dialled.</summary>
    public string DialContext { get; init; } = "from-internal";

    /// <summary>Where the exchange keeps recordings, as it writes the path itself; what is below is told to CrmLive.</summary>
    public string RecordingsFolder { get; init; } = "/var/spool/asterisk/monitor";

    internal Regex Extensions() => new(ExtensionPattern, Patterns);

    /// <summary>Whether the adapter can match extensions with it; one that it cannot would stop the feed.</summary>
    public static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, Patterns);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>What the administrator saved; what the settings page does not show stays the file's.</summary>
    internal static AsteriskOptions Of(TelephonySettings saved, string secret, AsteriskOptions fromFile) => fromFile with
    {
        Enabled = saved.AsteriskEnabled,
        Host = saved.AsteriskHost,
        Port = saved.AsteriskPort,
        User = saved.AsteriskUser,
        Secret = secret,
        InboundContexts = saved.InboundContexts,
        OfficeContexts = saved.OfficeContexts,
        ExtensionPattern = saved.ExtensionPattern,
        OutsidePrefix = saved.OutsidePrefix,
        Device = saved.Device,
        DialContext = saved.DialContext,
        RecordingsFolder = saved.RecordingsFolder,
    };

    /// <summary>Lists of a record are compared by what is in them only here.</summary>
    internal bool IsSameAs(AsteriskOptions other) =>
        this == other with { InboundContexts = InboundContexts, OfficeContexts = OfficeContexts }
        && InboundContexts.SequenceEqual(other.InboundContexts) && OfficeContexts.SequenceEqual(other.OfficeContexts);
}
