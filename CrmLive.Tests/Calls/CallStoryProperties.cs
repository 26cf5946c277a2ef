using CrmLive.Core.Calls;
using FsCheck;
using FsCheck.Xunit;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C2")]
[Trait("Feature", "C3")]
[Trait("Feature", "C4")]
public sealed class CallStoryProperties
{
    [Property(MaxTest = 1000)]
    public void An_invented_call_comes_to_what_its_inventor_noted(DoNotSize<int> seed)
    {
        var story = new Story(seed.Item);
        var events = story.Told.Events.ToArray();
        new Random(seed.Item).Shuffle(events);
        var call = CallTracker.Fold(events);

        Assert.Equal(story.Status, call.Status);
        Assert.Equal(story.AnsweredAt is { } answered ? Told.At(answered) : null, call.AnsweredAt);
        Assert.Equal(story.TransferredAt is { } handedOver ? Told.At(handedOver) : null, call.TransferredAt);
        Assert.Equal(story.Legs.Order(), call.Legs.Select(leg => (leg.Leg, leg.Role, leg.Status)).Order());
    }

    [Property(MaxTest = 1000)]
    public void A_call_told_only_in_part_never_fails_and_ends_when_its_end_is_told(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var events = new Story(seed.Item).Told.Events;
        var heard = events.Where(_ => random.Next(4) > 0).Append(events[^1]).ToArray();
        var call = CallTracker.Fold(heard);
        if (events[^1].Kind == Core.Telephony.CallEventKind.Ended) Assert.False(call.Status.IsGoingOn());
    }
}
