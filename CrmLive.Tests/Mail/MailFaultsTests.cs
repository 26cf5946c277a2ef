using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Mail;

/// <summary>What mail servers do to one, and what becomes of the mail: it goes out once, or waits, or is shown.</summary>
[Trait("Feature", "P8"), Trait("Feature", "A18")]
public sealed class MailFaultsTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_greylisted_goes_later_and_the_others_now(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var tries = 0;
        await using var server = new UnrulySmtp(heard => heard.Verb == "RCPT" && heard.Line.Contains("grey", StringComparison.Ordinal) && tries++ == 0 ? "451 4.7.1 Greylisted, try again in a minute" : null);
        await room.QueueAsync("grey", "good");

        Assert.Equal(1, await room.SendAsync(server.Options));
        var grey = await room.RowAsync("grey");
        Assert.Equal((MailState.Queued, "451 4.7.1 Greylisted, try again in a minute", room.Now.AddSeconds(30)), (grey.State, grey.Answer, grey.DueAt));

        room.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await room.SendAsync(server.Options));
        Assert.Equal(2, server.Taken.Count);
        Assert.Equal((MailState.Sent, 2, "2.0.0 Ok: queued as 4CrMLv"), ((await room.RowAsync("grey")).State, (await room.RowAsync("grey")).Attempts, (await room.RowAsync("grey")).Answer));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_put_off_for_days_is_given_up_and_not_tried_for_ever(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard.Verb == "RCPT" ? "452 4.2.2 Mailbox full" : null);
        await room.QueueAsync("one");
        await room.SendAsync(server.Options);
        room.Office.Clock.Advance(TimeSpan.FromDays(3));
        await room.SendAsync(server.Options);
        Assert.Equal(MailState.Queued, (await room.RowAsync("one")).State);

        room.Office.Clock.Advance(TimeSpan.FromDays(2));
        await room.SendAsync(server.Options);
        Assert.Equal((MailState.Failed, "452 4.2.2 Mailbox full"), ((await room.RowAsync("one")).State, (await room.RowAsync("one")).Answer));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task An_address_the_server_does_not_know_fails_with_the_servers_own_words(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard.Verb == "RCPT" && heard.Line.Contains("bad", StringComparison.Ordinal) ? "550 5.1.1 No such user here" : null);
        await room.QueueAsync("bad", "good");

        Assert.Equal(1, await room.SendAsync(server.Options));
        Assert.Equal((MailState.Failed, "550 5.1.1 No such user here"), ((await room.RowAsync("bad")).State, (await room.RowAsync("bad")).Answer));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_server_that_does_not_want_the_offices_own_address_fails_nobodys_mail(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard.Verb == "MAIL" ? "553 5.7.1 Sender address rejected: not owned by user office" : null);
        await room.QueueAsync("one", "two", "three");

        Assert.Equal(0, await room.SendAsync(server.Options));
        Assert.All(await room.RowsAsync(), row => Assert.Equal((MailState.Queued, "553 5.7.1 Sender address rejected: not owned by user office"), (row.State, row.Answer)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_server_that_falls_silent_before_it_has_the_mail_gets_it_later(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var silent = true;
        await using var server = new UnrulySmtp(heard => silent && heard.Verb == "RCPT" ? UnrulySmtp.Silence : null);
        await room.QueueAsync("one");

        Assert.Equal(0, await room.SendAsync(server.Options with { TimeoutSeconds = 1 }));
        var row = await room.RowAsync("one");
        Assert.Equal((MailState.Queued, 1), (row.State, row.Attempts));
        silent = false;
        room.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await room.SendAsync(server.Options));
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, UnrulySmtp.HangUp)]
    [InlineData(DatabaseKind.Postgres, UnrulySmtp.HangUp)]
    [InlineData(DatabaseKind.Sqlite, UnrulySmtp.Silence)]
    [InlineData(DatabaseKind.Postgres, UnrulySmtp.Silence)]
    public async Task One_handed_over_whole_without_an_answer_is_unclear_and_never_goes_twice_by_itself(DatabaseKind kind, string fault)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var faulty = true;
        await using var server = new UnrulySmtp(heard => faulty && heard.Verb == "." ? fault : null);
        await room.QueueAsync("one");

        Assert.Equal(0, await room.SendAsync(server.Options with { TimeoutSeconds = fault == UnrulySmtp.Silence ? 1 : 30 }));
        Assert.Equal((MailState.Unclear, MailReasons.NoAnswer), ((await room.RowAsync("one")).State, (await room.RowAsync("one")).Answer));
        faulty = false;
        room.Office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await room.SendAsync(server.Options));

        // By hand, after a look, it may.
        Assert.True((await room.Commands.SendAgainAsync(MailRoom.Administrator, (await room.RowAsync("one")).Id, default)).Ok);
        Assert.Equal(1, await room.SendAsync(server.Options));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_line_cut_before_the_mail_was_handed_over_is_not_unclear(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard is { Verb: "DATA", Session: 1 } ? UnrulySmtp.HangUp : null);
        await room.QueueAsync("one");

        Assert.Equal(0, await room.SendAsync(server.Options));
        Assert.Equal(MailState.Queued, (await room.RowAsync("one")).State);
        room.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await room.SendAsync(server.Options));
        Assert.Single(server.Taken);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, "421 4.7.0 Too many messages in this session")]
    [InlineData(DatabaseKind.Postgres, UnrulySmtp.HangUp)]
    public async Task A_server_that_takes_two_mails_a_session_is_called_again_at_once(DatabaseKind kind, string answer)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard is { Verb: "MAIL", Mail: > 2 } ? answer : null);
        await room.QueueAsync("one", "two", "three", "four", "five");

        Assert.Equal(5, await room.SendAsync(server.Options));
        Assert.Equal((3, 5), (server.Sessions, server.Taken.Count));
        Assert.All(await room.RowsAsync(), row => Assert.Equal((MailState.Sent, 1), (row.State, row.Attempts)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_server_that_allows_one_session_gets_all_over_that_one(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard is { Verb: "HELLO", Session: > 1 } ? "421 4.7.0 Too many connections from you" : null);
        await room.QueueAsync([.. Enumerable.Range(1, 100).Select(i => $"mail-{i}")]);

        Assert.Equal(100, await room.SendAsync(server.Options with { Connections = 8 }));
        Assert.Equal(100, server.Taken.Distinct().Count());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_wrong_password_is_said_in_the_servers_words_and_every_mail_waits(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(heard => heard.Verb == "AUTH" ? "535 5.7.8 Authentication failed" : null);
        await room.QueueAsync("one", "two");

        Assert.Equal(0, await room.SendAsync(server.Options with { User = "office", Password = "wrong" }));
        Assert.All(await room.RowsAsync(), row => Assert.Equal((MailState.Queued, 0), (row.State, row.Attempts)));
        Assert.All(await room.RowsAsync(), row => Assert.Contains("Authentication failed", row.Answer, StringComparison.Ordinal));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_node_that_is_stopped_gives_back_what_it_had_not_begun(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new UnrulySmtp(heard =>
        {
            if (heard is not { Verb: "RCPT", Session: 1 })
            {
                return null;
            }

            reached.TrySetResult();
            return UnrulySmtp.Silence;
        });
        await room.QueueAsync("one", "two", "three");
        using var stop = new CancellationTokenSource();

        var sending = room.Sender(server.Options).SendDueAsync(stop.Token);
        await reached.Task.WaitAsync(Eventually.Patience);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        // Without a wait for any lease to run out.
        Assert.Equal(3, await room.SendAsync(server.Options));
    }
}
