using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Asterisk;

/// <summary>From a real telephone to a row in the database.</summary>
[Trait("Feature", "C1")]
public sealed class AsteriskFeedTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds)), Trait("Feature", "C5")]
    public async Task A_call_is_kept_and_ends_even_when_crmlive_was_down_at_its_end(DatabaseKind kind)
    {
        var (lab, _) = await exchange.StartedAsync();
        const string caller = "+48225550961";
        await using var office = await TestOffice.OpenAsync(kind);
        office.LivesToday();
        await using var intake = new CallIntake(office.Crm, NullLogger<CallIntake>.Instance);
        var anna = await office.AddUserAsync("Anna", "Test", "101");
        await lab.PhoneAsync("101", Phone.Answers);

        using (var feed = await StartAsync(office, intake, new AsteriskOptions()))
        {
            Assert.Equal(AsteriskConnection.Off, feed.State.Connection);
            await SwitchOnAsync(office.Crm, lab.Exchange.AmiPort);
            await Eventually.True(() => feed.State.Connection == AsteriskConnection.Connected, "connected, as the settings say");
            await lab.CallInAsync("225550106", caller);
            await CallAsync(office.Crm, caller, call => call.Status == CallStatus.Talking && call.UserId == anna.Id, "talking to Anna");
            await feed.StopAsync(default);
        }

        await lab.HangUpAsync(caller);
        // Meanwhile the office's clock has gone on, too: it learns of the end later than the call began.
        office.LivesToday();
        using var again = await StartAsync(office, intake, new AsteriskOptions());
        await CallAsync(office.Crm, caller, call => call is { Status: CallStatus.Answered, EndedBy: CallEndedBy.Exchange }, "over");
        await again.StopAsync(default);
    }

    [SkippableFact, Trait("Feature", "C28")]
    public async Task A_click_on_a_number_becomes_an_outbound_call_of_who_clicked()
    {
        var (lab, _) = await exchange.StartedAsync();
        const string number = "225550962";
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        office.LivesToday();
        await using var intake = new CallIntake(office.Crm, NullLogger<CallIntake>.Instance);
        var anna = await office.AddUserAsync("Anna", "Test", "103");
        await lab.PhoneAsync("103", Phone.Answers);
        await lab.PhoneAsync(number, Phone.Answers);
        using var feed = await StartAsync(office, intake, Feed.Options(lab.Exchange.AmiPort));
        var dial = new ClickToCall(office.Crm, [feed]);
        await Eventually.True(() => dial.IsPossible, "the exchange is connected");

        var actor = new Actor { UserId = anna.Id, Name = anna.FullName, Permissions = FrozenSet.Create(CallPermissions.Dial) };
        await Assert.ThrowsAsync<AccessRefused>(() => dial.DialAsync(actor with { Permissions = [] }, number, default));
        Assert.Null((await dial.DialAsync(actor, number, default)).Refusal);
        await CallAsync(office.Crm, number, call => call is { Direction: CallDirection.Outbound, Status: CallStatus.Talking } && call.UserId == anna.Id, "an outbound call of Anna's");
        await lab.QuietAsync();
        await CallAsync(office.Crm, number, call => call.Status == CallStatus.Answered, "over");
        await feed.StopAsync(default);
    }

    private static async Task<AsteriskFeed> StartAsync(TestOffice office, CallIntake intake, AsteriskOptions fromFile)
    {
        var feed = new AsteriskFeed(office.Crm, intake, fromFile, TestOffice.Vault, NullLoggerFactory.Instance);
        await feed.StartAsync(default);
        return feed;
    }

    private static async Task SwitchOnAsync(CrmDb crm, int port)
    {
        await using var db = crm.Open(Actor.System);
        var lab = Feed.Options(port);
        db.Add(new TelephonySettings
        {
            AsteriskEnabled = true,
            AsteriskPort = port,
            AsteriskUser = lab.User,
            AsteriskSecret = TestOffice.Vault.Seal(lab.Secret),
            InboundContexts = [.. lab.InboundContexts],
            OfficeContexts = [.. lab.OfficeContexts],
        });
        await db.SaveChangesAsync();
    }

    private static Task CallAsync(CrmDb crm, string caller, Func<Call, bool> becomes, string what) => Eventually.True(async () =>
    {
        await using var db = crm.Open(Actor.System);
        return await db.Set<Call>().AsNoTracking().SingleOrDefaultAsync(call => call.Caller == caller) is { } call && becomes(call);
    }, $"the call with {caller} is {what}");
}
