using System.Text.Json;
using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using FsCheck;
using FsCheck.Xunit;

namespace CrmLive.Tests.Calls;

/// <summary>Laws that hold for any heap of events, however senseless.</summary>
[Trait("Feature", "C2")]
[Trait("Feature", "C3")]
[Trait("Feature", "C4")]
public sealed class CallFoldProperties
{
    [Property(MaxTest = 500)]
    public void Any_order_and_any_repetition_give_the_same_call(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var soup = Soup.Of(random);
        var again = soup.Concat(soup.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(again);
        Assert.Equal(Text(CallTracker.Fold(soup)), Text(CallTracker.Fold(again)));
    }

    [Property(MaxTest = 500)]
    public void Any_split_into_late_pieces_ends_in_the_same_call(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var soup = Soup.Of(random);
        var pieces = soup.ToArray();
        random.Shuffle(pieces);
        var known = new List<CallEvent>();
        CallState? last = null;
        for (var done = 0; done < pieces.Length;)
        {
            var take = random.Next(1, pieces.Length - done + 1);
            known.AddRange(pieces.AsSpan(done, take));
            done += take;
            last = CallTracker.Fold(known);
        }
        Assert.Equal(Text(CallTracker.Fold(soup)), Text(last!));
    }

    [Property(MaxTest = 1000)]
    public void Whatever_comes_the_call_keeps_the_laws(DoNotSize<int> seed)
    {
        var soup = Soup.Of(new Random(seed.Item));
        var call = CallTracker.Fold(soup);

        // Of two events with one id only one is believed, so only an end whose id is its own must end the call.
        var believed = soup.GroupBy(e => (e.Exchange, e.EventId)).Where(same => same.Count() == 1).Select(same => same.Single());
        if (believed.Any(e => e.Kind is CallEventKind.Ended or CallEventKind.EndedByHand)) Assert.False(call.Status.IsGoingOn());
        Assert.Equal(call.Status.IsGoingOn(), call.EndedAt is null);
        Assert.Equal(call.EndedAt is null, call.EndedBy is null);
        InOrder(call.StartedAt, call.AnsweredAt, call.EndedAt);
        Assert.Equal(call.Legs.Length, call.Legs.Select(leg => leg.Leg).Distinct().Count());
        foreach (var leg in call.Legs)
        {
            InOrder(call.StartedAt, leg.RangAt, leg.AnsweredAt, leg.EndedAt, call.EndedAt);
            Assert.Equal(leg.Status is LegStatus.Ringing or LegStatus.Talking or LegStatus.OnHold, leg.EndedAt is null);
            Assert.Equal(leg.Status is LegStatus.Talking or LegStatus.OnHold or LegStatus.Answered, leg.AnsweredAt is not null);
        }
        if (call.Status is CallStatus.Answered or CallStatus.TransferredAnswered or CallStatus.TransferredNotAnswered) Assert.NotNull(call.AnsweredAt);
        if (call.Status is CallStatus.TransferredAnswered or CallStatus.TransferredNotAnswered or CallStatus.Transferring) Assert.NotNull(call.TransferredAt);
    }

    private static void InOrder(params DateTime?[] times)
    {
        var known = times.Where(time => time is not null).ToArray();
        Assert.Equal(known.Order(), known);
    }

    private static string Text(CallState call) => JsonSerializer.Serialize(call);
}
