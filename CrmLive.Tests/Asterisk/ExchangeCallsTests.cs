using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Asterisk;

/// <summary>Calls through a real Asterisk with real SIP telephones, seen as the tracker sees them.</summary>
public sealed class ExchangeCallsTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [SkippableFact, Trait("Feature", "C1"), Trait("Feature", "C2")]
    public async Task An_answered_call_is_seen_ringing_talking_and_ended()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550901";
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.CallInAsync("225550101", caller);

        var call = await feed.CallWithAsync(caller, CallStatus.Talking);
        Assert.Equal((CallDirection.Inbound, "225550101", "Anna Test"), (call.Direction, call.Line, call.CallerName));
        await lab.HangUpAsync(caller);

        call = await feed.CallWithAsync(caller, CallStatus.Answered);
        Assert.Equal(("101", LegStatus.Answered, LegRole.Operator), Legs(call).Single());
        Assert.True(call.StartedAt <= call.AnsweredAt && call.AnsweredAt < call.EndedAt && call.EndedBy == CallEndedBy.Exchange);
    }

    [SkippableFact, Trait("Feature", "C4"), Trait("Feature", "C11")]
    public async Task A_caller_who_gives_up_while_the_telephone_rings_is_a_missed_call()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550902";
        await lab.PhoneAsync("101", Phone.Rings);
        await lab.CallInAsync("225550106", caller);

        await feed.CallWithAsync(caller, call => call is { Status: CallStatus.Ringing, Legs.Length: 1 }, "ringing at 101");
        await lab.HangUpAsync(caller);

        Assert.Equal(("101", LegStatus.Missed, LegRole.Operator), Legs(await feed.CallWithAsync(caller, CallStatus.Missed)).Single());
    }

    [SkippableFact, Trait("Feature", "C4")]
    public async Task A_telephone_that_rings_its_time_out_is_a_missed_call()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550903";
        await lab.PhoneAsync("101", Phone.Rings);
        await lab.CallInAsync("225550101", caller);

        Assert.Equal(("101", LegStatus.Missed, LegRole.Operator), Legs(await feed.CallWithAsync(caller, CallStatus.Missed)).Single());
    }

    [SkippableTheory, Trait("Feature", "C4")]
    [InlineData(Phone.Declines, "+48225550904", CallStatus.Declined, LegStatus.Declined)]
    [InlineData(Phone.Busy, "+48225550905", CallStatus.Busy, LegStatus.Busy)]
    public async Task A_call_refused_is_told_from_one_that_met_a_busy_telephone(Phone phone, string caller, CallStatus status, LegStatus leg)
    {
        var (lab, feed) = await exchange.StartedAsync();
        await lab.PhoneAsync("101", phone);
        await lab.CallInAsync("225550101", caller);

        Assert.Equal(("101", leg, LegRole.Operator), Legs(await feed.CallWithAsync(caller, status)).Single());
    }

    [SkippableFact, Trait("Feature", "C4")]
    public async Task Of_two_telephones_ringing_together_the_slower_one_missed_nothing()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550906";
        await lab.PhoneAsync("101", Phone.Rings);
        await lab.PhoneAsync("102", Phone.Answers);
        await lab.CallInAsync("225550103", caller);
        await feed.CallWithAsync(caller, CallStatus.Talking);
        await lab.HangUpAsync(caller);

        var call = await feed.CallWithAsync(caller, CallStatus.Answered);
        Assert.Equal([("101", LegStatus.AnsweredElsewhere, LegRole.Operator), ("102", LegStatus.Answered, LegRole.Operator)], Legs(call));
    }

    [SkippableFact, Trait("Feature", "C2"), Trait("Feature", "C6")]
    public async Task A_caller_in_a_queue_is_seen_with_the_queue_and_whose_telephones_it_rings()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550907";
        await lab.PhoneAsync("102", Phone.Rings);
        await lab.PhoneAsync("103", Phone.Answers);
        await lab.CallInAsync("225550102", caller);

        var call = await feed.CallWithAsync(caller, CallStatus.Talking);
        Assert.Equal("sales", call.Queue);
        await lab.HangUpAsync("103");
        call = await feed.CallWithAsync(caller, CallStatus.Answered);
        Assert.Equal([("102", LegStatus.AnsweredElsewhere), ("103", LegStatus.Answered)], call.Legs.Select(leg => (leg.Extension, leg.Status)).OrderBy(leg => leg.Extension));
    }

    [SkippableFact, Trait("Feature", "C2")]
    public async Task A_telephone_behind_a_local_channel_is_one_leg_not_three()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550908";
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.CallInAsync("225550105", caller);
        await feed.CallWithAsync(caller, CallStatus.Talking);
        await lab.HangUpAsync(caller);

        Assert.Equal(("101", LegStatus.Answered, LegRole.Operator), Legs(await feed.CallWithAsync(caller, CallStatus.Answered)).Single());
    }

    [SkippableFact, Trait("Feature", "C4")]
    public async Task A_call_on_hold_is_seen_on_hold_and_talking_again()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550909";
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.CallInAsync("225550101", caller);
        await feed.CallWithAsync(caller, CallStatus.Talking);

        await lab.HoldForAMomentAsync("101");
        await feed.WasAsync(caller, CallStatus.OnHold);
        await feed.CallWithAsync(caller, CallStatus.Talking);
        await lab.HangUpAsync(caller);
        await feed.CallWithAsync(caller, CallStatus.Answered);
    }

    [SkippableFact, Trait("Feature", "C16"), Trait("Feature", "C3")]
    public async Task A_recording_is_named_below_the_recordings_folder_and_is_there()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550910";
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.CallInAsync("225550104", caller);
        var recording = (await feed.CallWithAsync(caller, CallStatus.Talking)).Legs.Single().Recording;
        Assert.Matches(@"^[0-9.]+\.wav$", recording);
        await Eventually.True(() => new FileInfo(Path.Combine(lab.Exchange.RecordingsFolder, recording!)) is { Exists: true, Length: > 44 }, "the recording has sound in it");
        await lab.HangUpAsync(caller);
        Assert.Equal(recording, (await feed.CallWithAsync(caller, CallStatus.Answered)).Legs.Single().Recording);
    }

    internal static IEnumerable<(string?, LegStatus, LegRole)> Legs(CallState call) => call.Legs.Select(leg => (leg.Extension, leg.Status, leg.Role));
}
