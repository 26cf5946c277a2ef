using System.Globalization;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>After a gap: what the exchange has now against what we believed. Calls unknown have started, calls gone have ended.</summary>
internal sealed partial class AsteriskCalls
{
    /// <param name="channels">The exchange's list of its channels.</param>
    /// <param name="believed">Keys of calls that go on as far as the intake knows; a restarted CrmLive knows them from nowhere else.</param>
    public IReadOnlyList<CallEvent> Resynchronise(IReadOnlyList<AmiMessage> channels, IReadOnlyCollection<string> believed, DateTime now)
    {
        _said = [];
        var listed = channels.Select(channel => channel["Uniqueid"]).ToHashSet();
        foreach (var gone in _channels.Values.Where(channel => !listed.Contains(channel.Id)).ToList()) End(gone, null, now);

        // The caller's channel is older than those it dialled, and says what the call is.
        foreach (var channel in channels.OrderByDescending(Age)) Meet(channel, now);
        foreach (var call in _calls.Values) Answer(call, now);

        foreach (var key in believed.Where(key => !_calls.ContainsKey(key)))
            Say(new AsteriskCall(key) { Direction = CallDirection.Inbound }, CallEventKind.Ended, "gone", now, e => e with { Direction = null });
        return _said;
    }

    private void Meet(AmiMessage listed, DateTime now)
    {
        var channel = Known(listed, now);
        if (channel is null)
        {
            var began = now - Age(listed);
            channel = Open(listed);
            if (channel.Call.First is null && channel is { IsLocal: false }) MeetFirst(channel, listed, began);
            else if (!channel.IsLocal) Ring(channel, began);
        }
        channel.Bridge = listed["BridgeId"] is { Length: > 0 } bridge ? bridge : null;
    }

    // By now the dialplan may have led the caller far from where the call came in; a telephone that is no employee's came from outside.
    private void MeetFirst(AsteriskChannel channel, AmiMessage listed, DateTime began)
    {
        var context = channel.Extension is null && !options.InboundContexts.Contains(listed["Context"]) ? "" : listed["Context"];
        First(channel, context, listed["Exten"], listed, began);
    }

    private static TimeSpan Age(AmiMessage listed) =>
        TimeSpan.TryParse(listed["Duration"], CultureInfo.InvariantCulture, out var age) ? age : TimeSpan.Zero;
}
