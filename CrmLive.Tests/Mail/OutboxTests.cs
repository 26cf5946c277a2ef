using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Mail;

[Trait("Feature", "P8")]
public sealed class OutboxTests
{
    private static readonly Actor Nobody = People.Without(OfficePermissions.Settings);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task It_is_seen_by_what_is_to_be_done_counted_found_and_paged(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync([.. Enumerable.Range(1, 60).Select(i => $"mail-{i}"), "failed", "unclear", "sent", "discarded", "sending"]);
        foreach (var (key, state) in new[] { ("failed", MailState.Failed), ("unclear", MailState.Unclear), ("sent", MailState.Sent), ("discarded", MailState.Discarded), ("sending", MailState.Sending) })
        {
            await room.ChangeAsync(key, mail => (mail.State, mail.Answer) = (state, "550 no"));
        }

        var counts = await room.Queries.CountsAsync(MailRoom.Administrator, default);
        Assert.Equal((61, 1, 1, 1, 1), (counts[OutboxView.Waiting], counts[OutboxView.Failed], counts[OutboxView.Unclear], counts[OutboxView.Sent], counts[OutboxView.Discarded]));
        var first = await PageAsync(room, OutboxView.Waiting);
        Assert.Equal((OutboxQueries.PageSize + 1, "sending"), (first.Count, first[0].Subject));
        var second = await room.Queries.PageAsync(MailRoom.Administrator, OutboxView.Waiting, "", first[OutboxQueries.PageSize - 1].Id, default);
        Assert.Equal((11, "mail-11"), (second.Count, second[0].Subject));
        var failed = Assert.Single(await PageAsync(room, OutboxView.Failed));
        Assert.Equal(("failed@example.org", "550 no"), (failed.To, failed.Answer));
        Assert.Equal("mail-42", Assert.Single(await PageAsync(room, OutboxView.Waiting, " MAIL-42@example ")).Subject);
        Assert.Equal("Łódź, 12:00", await room.Queries.TextAsync(MailRoom.Administrator, failed.Id, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task By_hand_one_goes_again_as_new_or_not_at_all_and_the_journal_says_who(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync("failed", "unclear", "waiting");
        await room.ChangeAsync("failed", mail => (mail.State, mail.Attempts, mail.ExpiresAt) = (MailState.Failed, 9, room.Now.AddHours(1)));
        await room.ChangeAsync("unclear", mail => mail.State = MailState.Unclear);
        await room.ChangeAsync("waiting", mail => mail.DueAt = room.Now.AddHours(3));
        room.Office.Clock.Advance(TimeSpan.FromHours(2));
        using var rings = room.Office.Bus.Subscribe(LiveTopic.Mail);

        Assert.True((await room.Commands.SendAgainAsync(MailRoom.Administrator, (await room.RowAsync("failed")).Id, default)).Ok);
        Assert.True((await room.Commands.SendAgainAsync(MailRoom.Administrator, (await room.RowAsync("waiting")).Id, default)).Ok);
        Assert.True((await room.Commands.DiscardAsync(MailRoom.Administrator, (await room.RowAsync("unclear")).Id, default)).Ok);

        Assert.NotEmpty(await rings.ReadBatchAsync(default).AsTask().WaitAsync(Eventually.Patience));
        await using var server = new UnrulySmtp(_ => null);
        Assert.Equal(2, await room.SendAsync(server.Options));
        Assert.Equal(MailState.Discarded, (await room.RowAsync("unclear")).State);
        Assert.Equal(
            [("outbox-mail.sent-again", "Ewa Lis"), ("outbox-mail.sent-again", "Ewa Lis"), ("outbox-mail.discarded", "Ewa Lis")],
            (await room.JournalAsync()).Select(entry => (entry.Event, entry.Who)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_was_sent_or_is_just_being_sent_is_beyond_reach(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync("sent", "sending");
        await room.ChangeAsync("sent", mail => mail.State = MailState.Sent);
        await room.ChangeAsync("sending", mail => mail.State = MailState.Sending);

        foreach (var row in await room.RowsAsync())
        {
            Assert.Equal(SavedOutcome.Conflict, (await room.Commands.SendAgainAsync(MailRoom.Administrator, row.Id, default)).Outcome);
            Assert.Equal(SavedOutcome.Conflict, (await room.Commands.DiscardAsync(MailRoom.Administrator, row.Id, default)).Outcome);
        }

        Assert.Equal(SavedOutcome.Gone, (await room.Commands.DiscardAsync(MailRoom.Administrator, 999, default)).Outcome);
        Assert.Empty(await room.JournalAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_discarded_while_a_node_had_leased_it_is_not_sent(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync("one");
        var leased = Assert.Single(await new OutboxRows(room.Office.Crm).LeaseAsync(room.Now, room.Now.AddMinutes(5), 10, default));
        Assert.True((await room.Commands.DiscardAsync(MailRoom.Administrator, leased.Id, default)).Ok);
        using var marks = new OutboxMarks(room.Office.Crm);
        Assert.Empty(await marks.WriteAsync(new OutboxMarking { Next = [leased], Until = room.Now.AddMinutes(5) }));
        Assert.Equal(MailState.Discarded, (await room.RowAsync("one")).State);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_whose_lease_ran_out_is_the_other_nodes_and_one_never_begun_has_lost_no_try(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync("late", "never", "given up");
        using var marks = new OutboxMarks(room.Office.Crm);
        var mails = await new OutboxRows(room.Office.Crm).LeaseAsync(room.Now, room.Now.AddMinutes(5), 10, default);
        var begun = await marks.WriteAsync(new OutboxMarking { Next = [.. mails.Where(m => m.Key != "late")], Until = room.Now.AddMinutes(5) });
        Assert.Equal(2, begun.Count);
        await marks.WriteAsync(new OutboxMarking { Never = [.. begun.Where(m => m.Key == "never")] });
        Assert.Equal((MailState.Queued, 0), await room.RowAsync("never") is var never ? (never.State, never.Attempts) : default);

        // While its line was silent an administrator gave one up as unclear: what the line says in the end changes nothing.
        await room.ChangeAsync("given up", mail => mail.State = MailState.Discarded);
        await marks.WriteAsync(new OutboxMarking { Ended = [OutboxMark.Later(begun.Single(m => m.Key == "given up"), room.Now, "450 later")] });
        Assert.Equal(MailState.Discarded, (await room.RowAsync("given up")).State);

        room.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Contains(await new OutboxRows(room.Office.Crm).LeaseAsync(room.Now, room.Now.AddMinutes(5), 10, default), m => m.Key == "late");
        Assert.Empty(await marks.WriteAsync(new OutboxMarking { Next = [mails.Single(m => m.Key == "late")], Until = room.Now.AddMinutes(5) }));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task All_that_failed_go_again_together_but_never_the_unclear(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync([.. Enumerable.Range(1, 20).Select(i => $"failed-{i}"), "unclear"]);
        await room.ChangeAsync("unclear", mail => mail.State = MailState.Unclear);
        await using (var strict = new UnrulySmtp(heard => heard.Verb == "RCPT" ? "550 5.7.1 Relay denied" : null))
        {
            Assert.Equal(0, await room.SendAsync(strict.Options));
        }

        Assert.Equal(20, await room.Commands.SendAllAgainAsync(MailRoom.Administrator, OutboxView.Failed, default));
        Assert.Equal(0, await room.Commands.SendAllAgainAsync(MailRoom.Administrator, OutboxView.Unclear, default));
        await using var kind2 = new UnrulySmtp(_ => null);
        Assert.Equal(20, await room.SendAsync(kind2.Options));
        Assert.Equal(MailState.Unclear, (await room.RowAsync("unclear")).State);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Without_the_right_nothing_is_seen_and_nothing_done()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        await room.QueueAsync("one");
        var id = (await room.RowAsync("one")).Id;
        await Assert.ThrowsAsync<AccessRefused>(() => room.Queries.CountsAsync(Nobody, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Queries.PageAsync(Nobody, OutboxView.Waiting, "", null, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Queries.TextAsync(Nobody, id, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Commands.SendAgainAsync(Nobody, id, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Commands.DiscardAsync(Nobody, id, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Commands.SendAllAgainAsync(Nobody, OutboxView.Waiting, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Settings().InForceAsync(Nobody, default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Settings().SaveAsync(Nobody, new MailSettings(), "", default));
        await Assert.ThrowsAsync<AccessRefused>(() => room.Settings().TryAsync(Nobody, new MailSettings(), "", "a@example.org", "", "", default));
    }

    private static Task<IReadOnlyList<OutboxRow>> PageAsync(MailRoom room, OutboxView view, string find = "") => room.Queries.PageAsync(MailRoom.Administrator, view, find, null, default);
}
