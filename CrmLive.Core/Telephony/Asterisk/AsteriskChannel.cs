using System.Text.RegularExpressions;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>One end of the exchange: somebody's telephone, a line of the trunk, or a half of a Local channel, which is the exchange talking to itself.</summary>
internal sealed class AsteriskChannel(string id, string name, Regex extensions)
{
    public string Id { get; } = id;
    public string Name { get; } = name;

    /// <summary>Whose telephone it is, by the name: PJSIP/101-0000002a.</summary>
    public string? Extension { get; } = ExtensionIn(name, extensions);

    public bool IsLocal => Name.StartsWith("Local/", StringComparison.Ordinal);

    /// <summary>The two halves of a Local channel share this: what enters one comes out of the other.</summary>
    public string? Pair => IsLocal ? Name[..Name.LastIndexOf(';')] : null;

    public required AsteriskCall Call { get; set; }
    public ChannelPart Part { get; set; }
    public string? Bridge { get; set; }
    public string DialStatus { get; set; } = "";
    public bool HasAnswered { get; set; }
    public bool IsHeld { get; set; }

    private static string? ExtensionIn(string name, Regex extensions)
    {
        var (slash, dash) = (name.IndexOf('/', StringComparison.Ordinal), name.LastIndexOf('-'));
        if (slash < 0 || dash <= slash || name.StartsWith("Local/", StringComparison.Ordinal)) return null;
        var endpoint = name[(slash + 1)..dash];
        return extensions.IsMatch(endpoint) ? endpoint : null;
    }
}

/// <summary>What a channel is in its call: the outside party (of an internal call, who dialled), or an employee's leg.</summary>
internal enum ChannelPart { None, Party, Leg }
