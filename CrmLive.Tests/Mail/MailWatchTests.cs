using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Mail;

[Trait("Feature", "P8")]
public sealed class MailWatchTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task When_nothing_has_got_out_for_so_long_it_is_known_since_when_and_why(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard.Verb == "RCPT" ? "451 4.3.0 Try later" : null);
        await room.QueueAsync("one", "two");
        var queued = room.Now;
        await room.SendAsync(server.Options);
        Assert.Null((await LookAsync(room, server.Options)).StuckSince);

        room.Office.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Null((await LookAsync(room, server.Options)).StuckSince);
        room.Office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new MailStanding { IsSet = true, StuckSince = queued, Waiting = 2, Why = "451 4.3.0 Try later" }, await LookAsync(room, server.Options));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task While_others_get_out_one_that_waits_alarms_nobody_nor_one_that_is_to_go_tomorrow(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard.Line.Contains("grey", StringComparison.Ordinal) && heard.Verb == "RCPT" ? "451 4.7.1 Greylisted" : null);
        await room.QueueAsync("tomorrow");
        await room.ChangeAsync("tomorrow", mail => mail.DueAt = room.Now.AddDays(1));
        room.Office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await LookAsync(room, server.Options)).StuckSince);

        await room.QueueAsync("grey");
        await room.SendAsync(server.Options);
        room.Office.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.NotNull((await LookAsync(room, server.Options)).StuckSince);
        await room.QueueAsync("good");
        await room.SendAsync(server.Options);
        Assert.Null((await LookAsync(room, server.Options)).StuckSince);
    }

    [Fact]
    public async Task Without_a_server_that_is_said()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        Assert.Equal(new MailStanding { IsSet = false }, await LookAsync(room, new MailOptions()));
    }

    private static async Task<MailStanding> LookAsync(MailRoom room, MailOptions options)
    {
        var view = new SharedView<MailStanding>(new MailStanding());
        using var watch = new MailWatch(room.Office.Crm, room.Office.Route(options), view, NullLogger<MailWatch>.Instance);
        await watch.LookAsync(default);
        return view.Current.Value;
    }
}
