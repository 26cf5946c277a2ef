using System.Text.RegularExpressions;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>Tells inbound, outbound and internal calls apart, by the context a call began in and the number dialled there.</summary>
internal sealed partial class CallOrigin(AsteriskOptions options)
{
    // Without backtracking no pattern of the settings can hold up the feed.
    public Regex Extensions { get; } = options.Extensions();

    /// <summary>Null when the channel does not dial a number yet: the exchange rings the employee first, to dial for them afterwards.</summary>
    public CallDirection? Of(AsteriskChannel channel, string context, string dialled)
    {
        if (!IsEmployees(channel, context)) return CallDirection.Inbound;
        if (Number(dialled) is not null) return CallDirection.Outbound;
        return dialled is "" or "s" or "failed" ? null : CallDirection.Internal;
    }

    /// <summary>The outside number in what was dialled, without the office's prefix; null when that is an extension or a code of the exchange.</summary>
    public string? Number(string dialled)
    {
        if (Extensions.IsMatch(dialled)) return null;
        if (options.OutsidePrefix.Length > 0 && dialled.StartsWith(options.OutsidePrefix, StringComparison.Ordinal)) dialled = dialled[options.OutsidePrefix.Length..];
        return OutsideNumber().IsMatch(dialled) ? dialled : null;
    }

    /// <summary>What to dial for a number as somebody wrote it; null when that is none. Nothing but digits and a leading + reaches the exchange.</summary>
    public string? Dialable(string number)
    {
        var bare = string.Concat(number.Where(sign => sign is '+' or (>= '0' and <= '9')));
        if (Extensions.IsMatch(bare)) return bare;
        return OutsideNumber().IsMatch(bare) ? options.OutsidePrefix + (bare[0] == '+' ? options.PlusAs + bare[1..] : bare) : null;
    }

    private bool IsEmployees(AsteriskChannel channel, string context)
    {
        if (options.InboundContexts.Contains(context)) return false;
        return options.OfficeContexts.Contains(context) || channel.Extension is not null || channel.IsLocal;
    }

    [GeneratedRegex(@"^\+?[0-9]{3,}$")]
    private static partial Regex OutsideNumber();
}
