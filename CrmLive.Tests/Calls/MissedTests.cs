using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C11")]
public sealed class MissedTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    private static Told Missed(string key = "missed", double at = 0) => new Told(key).Inbound(at, "600 111 222").Rings(at + 1, "a", "101").Ends(at + 20, HangUp.NoAnswer);
    private static Told CalledBack(double at, string to = "+48600111222") => new Told($"back-{at}").Outbound(at, "b", "102", to).Rings(at + 2, "b").Answers(at + 6, "b").Ends(at + 60);

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_missed_call_is_open_until_somebody_reaches_the_caller(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await floor.TellAsync(Missed().Events);
        Assert.True((await floor.CallAsync("missed")).MissedOpen);

        await floor.TellAsync(CalledBack(100).Events);
        var (missed, back) = (await floor.CallAsync("missed"), await floor.CallAsync("back-100"));
        Assert.Equal((false, (int?)back.Id, (DateTime?)Told.At(106)), (missed.MissedOpen, missed.ClearedByCallId, missed.ClearedAt));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task Or_until_the_caller_gets_through(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await floor.TellAsync(Missed().Events.Concat(Missed("again", 60).Events));
        Assert.Equal(2, await floor.ReadAsync(db => db.Set<Call>().CountAsync(c => c.MissedOpen)));
        await floor.TellAsync(new Told("through").Inbound(200, "0048 600 111 222").Rings(201, "c").Answers(205, "c").Events);
        Assert.Equal(0, await floor.ReadAsync(db => db.Set<Call>().CountAsync(c => c.MissedOpen)));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_call_back_that_nobody_answers_or_to_another_number_leaves_it_open(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await floor.TellAsync(Missed().Events);
        await floor.TellAsync(new Told("no").Outbound(100, "b", "102").Rings(101, "b").Ends(120, HangUp.NoAnswer).Events);
        await floor.TellAsync(CalledBack(200, "+48600333444").Events);
        Assert.True((await floor.CallAsync("missed")).MissedOpen);
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task News_of_the_missed_call_that_comes_after_the_call_back_changes_nothing(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await floor.TellAsync(CalledBack(100).Events);
        await floor.TellAsync(Missed().Events);
        Assert.False((await floor.CallAsync("missed")).MissedOpen);
        await floor.TellAsync(Missed("later", 300).Events);
        Assert.True((await floor.CallAsync("later")).MissedOpen);
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task Late_news_that_it_was_answered_after_all_takes_it_off(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var told = Missed();
        await floor.TellAsync(told.Events);
        await floor.TellAsync(told.Answers(8, "a").Events);
        var call = await floor.CallAsync("missed");
        Assert.Equal((CallStatus.Answered, false), (call.Status, call.MissedOpen));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_declined_call_waits_too_and_is_told_apart_from_a_missed_one(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Leaves(4, "a", HangUp.Declined).Ends(4).Events);
        var call = await floor.CallAsync();
        Assert.Equal((CallStatus.Declined, true), (call.Status, call.MissedOpen));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task One_who_calls_back_claims_all_tries_of_the_number_and_the_next_one_sees_who(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var (anna, jan) = (CallFloor.As(await floor.Office.AddUserAsync("Anna", "Nowak")), CallFloor.As(await floor.Office.AddUserAsync("Jan", "Lis")));
        await floor.TellAsync(Missed().Events.Concat(Missed("again", 60).Events));
        var id = (await floor.CallAsync("again")).Id;

        Assert.Equal(new Claim(anna.UserId, "Anna Nowak"), await floor.Commands.ClaimAsync(anna, id, default));
        Assert.Equal(new Claim(anna.UserId, "Anna Nowak"), await floor.Commands.ClaimAsync(jan, id, default));
        Assert.Equal(anna.UserId, (await floor.CallAsync("missed")).ClaimedById);

        await floor.Commands.ReleaseAsync(anna, id, default);
        Assert.Equal(jan.UserId, (await floor.Commands.ClaimAsync(jan, id, default)).UserId);
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task What_a_person_took_off_the_list_stays_off(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var anna = CallFloor.As(await floor.Office.AddUserAsync("Anna", "Nowak"));
        var told = new Told("hidden").Inbound(caller: "anonymous").Rings(1, "a").Ends(20, HangUp.NoAnswer);
        await floor.TellAsync(told.Events);
        var call = await floor.CallAsync("hidden");
        Assert.True(call.MissedOpen);

        await floor.Commands.ClearAsync(anna, call.Id, default);
        await floor.TellAsync(told.Leaves(20, "a", HangUp.NoAnswer).Events);
        Assert.Equal((false, anna.UserId), ((await floor.CallAsync("hidden")).MissedOpen, (await floor.CallAsync("hidden")).ClearedById));
    }
}
