using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Lab;
using static CrmLive.Tests.Asterisk.ExchangeCallsTests;

namespace CrmLive.Tests.Asterisk;

public sealed class ExchangeOutboundTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [SkippableFact, Trait("Feature", "C2"), Trait("Feature", "C4")]
    public async Task A_number_dialled_on_a_telephone_is_an_outbound_call_of_that_employee()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string number = "225550931";
        await lab.PhoneAsync(number, Phone.Answers);
        await lab.DialAsync("101", "0" + number);
        await feed.CallWithAsync(number, CallStatus.Talking);
        await lab.HangUpAsync("101");

        var call = await feed.CallWithAsync(number, CallStatus.Answered);
        Assert.Equal(CallDirection.Outbound, call.Direction);
        Assert.Equal(("101", LegStatus.Answered, LegRole.Operator), Legs(call).Single());
    }

    [SkippableTheory, Trait("Feature", "C4")]
    [InlineData(Phone.Busy, "225550932", CallStatus.Busy)]
    [InlineData(Phone.Declines, "225550933", CallStatus.Declined)]
    public async Task An_outbound_call_that_reaches_nobody_says_why(Phone phone, string number, CallStatus status)
    {
        var (lab, feed) = await exchange.StartedAsync();
        await lab.PhoneAsync(number, phone);
        await lab.DialAsync("101", "0" + number);

        Assert.Equal("101", (await feed.CallWithAsync(number, status)).Legs.Single().Extension);
    }

    [SkippableFact, Trait("Feature", "C2")]
    public async Task A_colleague_rung_is_an_internal_call()
    {
        var (lab, feed) = await exchange.StartedAsync();
        await lab.PhoneAsync("102", Phone.Answers);
        await lab.DialAsync("104", "102");
        await feed.CallWithAsync("104", CallStatus.Talking);
        await lab.HangUpAsync("104");

        var call = await feed.CallWithAsync("104", CallStatus.Answered);
        Assert.Equal(CallDirection.Internal, call.Direction);
        Assert.Equal(("102", LegStatus.Answered, LegRole.Operator), Legs(call).Single());
    }

    [SkippableFact, Trait("Feature", "C4")]
    public async Task A_telephone_s_own_hold_button_is_seen_and_so_is_its_second_press()
    {
        Needs.Sipp();
        var (lab, feed) = await exchange.StartedAsync();
        const string number = "225550936";
        await lab.PhoneAsync(number, Phone.Answers);
        await SippPhone.DialHoldAndHangUpAsync(lab, "104", "0" + number);

        var call = await feed.CallWithAsync(number, CallStatus.Answered);
        Assert.Equal(
            [CallEventKind.Started, CallEventKind.Ringing, CallEventKind.Answered, CallEventKind.Held, CallEventKind.Resumed, CallEventKind.LegEnded, CallEventKind.Ended],
            feed.Events.Where(said => said.CallKey == call.CallKey).Select(said => said.Kind));
    }

    [SkippableFact, Trait("Feature", "C28")]
    public async Task A_click_on_a_number_rings_the_employee_and_then_dials_it()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string number = "225550934";
        await lab.PhoneAsync("103", Phone.Answers);
        await lab.PhoneAsync(number, Phone.Answers);

        var outcome = await feed.Adapter.DialAsync("103", "22 555-09-34", CancellationToken.None);
        Assert.Null(outcome.Refusal);
        var call = await feed.CallWithAsync(number, CallStatus.Talking);
        Assert.Equal((outcome.CallKey, CallDirection.Outbound, "103"), (call.CallKey, call.Direction, call.Legs.Single().Extension));
        Assert.True(await feed.Adapter.IsAliveAsync(call.CallKey, CancellationToken.None));

        await lab.HangUpAsync("103");
        await feed.CallWithAsync(number, CallStatus.Answered);
        Assert.False(await feed.Adapter.IsAliveAsync(call.CallKey, CancellationToken.None));
    }

    [SkippableTheory, Trait("Feature", "C28")]
    [InlineData("103", "call me")]
    [InlineData("103\r\nAction: Command", "225550935")]
    public async Task What_is_no_number_or_no_extension_never_reaches_the_exchange(string extension, string number)
    {
        var (_, feed) = await exchange.StartedAsync();
        Assert.NotNull((await feed.Adapter.DialAsync(extension, number, CancellationToken.None)).Refusal);
    }
}
