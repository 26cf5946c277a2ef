using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Core.Post;
using CrmLive.Core.Post.Reading;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Post;

/// <summary>What a mailbox does to its reader: each mail is taken in once, whatever dies in between.</summary>
[Trait("Feature", "P9")]
public sealed class MailboxTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_line_that_dies_in_mid_message_loses_nothing_and_takes_nothing_twice(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await using var server = new UnrulyImap();
        await BeginAsync(room, server);
        Deliver(server, "one", "two", "three");
        var bodies = 0;
        server.Misbehaves = verb => verb == "BODY" && ++bodies == 2 ? UnrulyImap.Fault.HalfAMail : UnrulyImap.Fault.None;

        await Assert.ThrowsAnyAsync<Exception>(() => room.Reader().ReadOnceAsync(default));
        Assert.Equal(["one"], await SubjectsAsync(room));
        // Whoever had the lease died with the line.
        room.Office.Clock.Advance(MailboxLease.Length + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await room.Reader().ReadOnceAsync(default));
        Assert.Equal(["one", "two", "three"], await SubjectsAsync(room));
        Assert.Equal(4, bodies);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_lay_there_before_is_left_alone_and_a_mailbox_numbered_anew_gives_only_what_is_new(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await using var server = new UnrulyImap();
        Deliver(server, "old");
        await BeginAsync(room, server);
        Deliver(server, "one", "two");
        var reader = room.Reader();
        Assert.Equal(2, await reader.ReadOnceAsync(default));

        Deliver(server, "three");
        server.NumberAnew();
        Deliver(server, "four");
        // "old" came at the same hour, by the server's clock; a mail from before we began would be told by that.
        await reader.ReadOnceAsync(default);
        Assert.Equal(["four", "one", "three", "two"], (await SubjectsAsync(room)).Where(s => s != "old").Order());
        Assert.Equal(0, await reader.ReadOnceAsync(default));
    }

    [Fact, Trait("Feature", "P15")]
    public async Task A_wrong_password_and_silence_are_said_in_the_servers_words_or_ours_and_a_server_is_tried_before_it_is_saved()
    {
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var server = new UnrulyImap { Misbehaves = verb => verb == "LOGIN" ? UnrulyImap.Fault.Refuse : UnrulyImap.Fault.None };
        var settings = new MailboxCommands(room.Office.Crm, new MailOptions { TimeoutSeconds = 1 }, TestOffice.Vault);
        var refused = await settings.TryAsync(room.Desk.Administrator, server.Settings, "wrong", default);
        Assert.False(refused.Open);
        Assert.Contains("Authentication failed", refused.Answer, StringComparison.Ordinal);

        server.Misbehaves = verb => verb == "LOGIN" ? UnrulyImap.Fault.Silence : UnrulyImap.Fault.None;
        Assert.Equal((false, MailReasons.Silent), ((await settings.TryAsync(room.Desk.Administrator, server.Settings, "right", default)) is var silent ? (silent.Open, silent.Answer) : default));

        server.Misbehaves = _ => UnrulyImap.Fault.None;
        Deliver(server, "one");
        Assert.Equal((true, 1, false), ((await settings.TryAsync(room.Desk.Administrator, server.Settings, "right", default)) is var open ? (open.Open, open.Mails, open.Idles) : default));
    }

    [Fact, Trait("Feature", "P23")]
    public async Task The_mailboxes_password_is_sealed_and_given_to_no_other_server()
    {
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var server = new UnrulyImap();
        await room.ReadFromAsync(server.Settings, "the mailbox's own");
        var commands = new MailboxCommands(room.Office.Crm, new MailOptions(), TestOffice.Vault);
        var elsewhere = (await commands.InForceAsync(room.Desk.Administrator, default)).Settings;
        Assert.True(elsewhere.Password.IsEmpty);
        elsewhere.Host = "imap.thief.example";
        elsewhere.Security = MailSecurity.Tls;
        Assert.Equal("retype", Assert.Single((await commands.SaveAsync(room.Desk.Administrator, elsewhere, "", default)).Problems).Key);
        Assert.Equal("retype", Assert.Single((await commands.TryAsync(room.Desk.Administrator, elsewhere, "", default)).Problems).Key);
        await using var db = room.Office.Crm.Open(Actor.System);
        var stored = (await db.Set<MailboxSettings>().SingleAsync()).Password;
        Assert.DoesNotContain("own", stored.Cipher, StringComparison.Ordinal);
        Assert.Equal("the mailbox's own", TestOffice.Vault.Open(stored));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P20")]
    public async Task Of_two_nodes_one_reads_and_the_other_follows_when_it_has_died(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await using var server = new UnrulyImap();
        var (first, second) = (room.Reader(), room.Reader());
        await room.ReadFromAsync(server.Settings);
        Assert.Equal(0, await first.ReadOnceAsync(default));
        Deliver(server, "one");
        Assert.Equal((0, 1), (await second.ReadOnceAsync(default), await first.ReadOnceAsync(default)));

        Deliver(server, "two");
        room.Office.Clock.Advance(MailboxLease.Length + TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0), (await second.ReadOnceAsync(default), await first.ReadOnceAsync(default)));
        Assert.Equal(["one", "two"], await SubjectsAsync(room));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_mail_too_large_is_listed_and_never_fetched_and_the_next_is_read(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await using var server = new UnrulyImap();
        await BeginAsync(room, server);
        server.Deliver(PostRoom.Mail("a@example.org", new string('x', 1_100_000), subject: "large"));
        Deliver(server, "small");
        Assert.Equal(2, await room.Reader().ReadOnceAsync(default));
        Assert.Equal([("large", ReceivedKind.TooLarge), ("small", ReceivedKind.Unmatched)], (await room.ReceivedAsync()).Select(m => (m.Subject, m.Kind)));
        Assert.Single(server.Commands, c => c.Contains("BODY", StringComparison.Ordinal));
    }

    /// <summary>0: a mail comes; 1: the last one comes again; 2: it is read; 3: and the line dies within a mail; 4: the node dies; 5: the mailbox is numbered anew.</summary>
    [Property(MaxTest = 15, EndSize = 20)]
    public void Whatever_happens_in_whatever_order_each_mail_is_taken_in_once(byte[] happenings) => EachOnceAsync([.. happenings.Select(b => b % 6)]).GetAwaiter().GetResult();

    private static async Task EachOnceAsync(IReadOnlyList<int> happenings)
    {
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var server = new UnrulyImap();
        await BeginAsync(room, server);
        var (reader, mails, last) = (room.Reader(), 0, default(MimeKit.MimeMessage));
        foreach (var happening in happenings.Append(4).Append(2))
        {
            switch (happening)
            {
                case 0:
                    server.Deliver(last = PostRoom.Mail("a@example.org", "text", subject: $"{++mails}"));
                    break;
                case 1 when last is not null:
                    server.Deliver(last);
                    break;
                case 2:
                    await reader.ReadOnceAsync(default);
                    break;
                case 3:
                    server.Misbehaves = verb => verb == "BODY" ? UnrulyImap.Fault.HalfAMail : UnrulyImap.Fault.None;
                    await Record.ExceptionAsync(() => reader.ReadOnceAsync(default));
                    server.Misbehaves = _ => UnrulyImap.Fault.None;
                    break;
                case 4:
                    reader = room.Reader();
                    room.Office.Clock.Advance(MailboxLease.Length + TimeSpan.FromSeconds(1));
                    break;
                case 5:
                    server.NumberAnew();
                    break;
                default:
                    break;
            }
        }

        Assert.Equal(Enumerable.Range(1, mails).Select(n => $"{n}"), (await SubjectsAsync(room)).OrderBy(int.Parse));
    }

    [SkippableFact]
    public async Task A_real_server_that_speaks_up_is_heard_at_once_and_after_a_crash_read_on_from_where_we_were()
    {
        await using var server = await ImapLab.StartAsync(tls: true);
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await server.DeliverAsync(PostRoom.Mail("a@example.org", "text", subject: "old"));
        await room.ReadFromAsync(server.Settings, ImapLab.Password);
        using var rings = room.Office.Bus.Subscribe(LiveTopic.Mail);
        using var reader = room.Reader(new MailOptions { Certificate = server.Certificate });
        await reader.StartAsync(default);
        await Eventually.True(async () => (await StandingAsync(room))?.ReadAt is not null, () => "the mailbox was never read");
        Assert.True((await StandingAsync(room))!.Idles);

        // No clock goes on here, so nothing but the server's own word can wake the reader.
        await server.DeliverAsync(PostRoom.Mail("a@example.org", "text", subject: "one"));
        await Eventually.True(async () => (await SubjectsAsync(room)).SequenceEqual(["one"]), () => "the mail was not heard of");

        await server.KillAsync();
        await Eventually.True(async () => (await StandingAsync(room))!.Trouble is not null, () => "that the server has gone was not noticed");
        await server.StartAgainAsync();
        await server.DeliverAsync(PostRoom.Mail("a@example.org", "text", subject: "two"));
        await Eventually.True(
            async () =>
            {
                room.Office.Clock.Advance(TimeSpan.FromSeconds(5));
                return (await SubjectsAsync(room)).SequenceEqual(["one", "two"]);
            },
            () => "it was not read on");
        await Eventually.True(async () => (await StandingAsync(room))!.Trouble is null, () => "the trouble is still told of");
        await reader.StopAsync(default);
        Assert.Equal((3, 0), await server.CountAsync());
    }

    [SkippableFact]
    public async Task A_real_folder_made_anew_is_read_from_its_first_mail()
    {
        await using var server = await ImapLab.StartAsync();
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await server.NewFolderAsync("Brokers");
        var settings = server.Settings;
        settings.Folder = "Brokers";
        await room.ReadFromAsync(settings, ImapLab.Password);
        var reader = room.Reader();
        Assert.Equal(0, await reader.ReadOnceAsync(default));
        var (one, two) = (PostRoom.Mail("a@example.org", "text", subject: "one"), PostRoom.Mail("a@example.org", "text", subject: "two"));
        await server.DeliverAsync(one, "Brokers");
        Assert.Equal(1, await reader.ReadOnceAsync(default));

        await server.NewFolderAsync("Brokers");
        await server.DeliverAsync(two, "Brokers");
        await server.DeliverAsync(one, "Brokers");
        Assert.Equal(1, await reader.ReadOnceAsync(default));
        Assert.Equal(["one", "two"], await SubjectsAsync(room));
    }

    private static async Task BeginAsync(PostRoom room, UnrulyImap server)
    {
        await room.ReadFromAsync(server.Settings);
        Assert.Equal(0, await room.Reader().ReadOnceAsync(default));
        room.Office.Clock.Advance(MailboxLease.Length + TimeSpan.FromSeconds(1));
    }

    private static void Deliver(UnrulyImap server, params ReadOnlySpan<string> subjects)
    {
        foreach (var subject in subjects)
        {
            server.Deliver(PostRoom.Mail("a@example.org", "text", subject: subject));
        }
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(PostRoom room) => [.. (await room.ReceivedAsync()).Select(m => m.Subject)];

    private static Task<ReadingStanding?> StandingAsync(PostRoom room) => room.Queries.StandingAsync(room.Desk.Administrator, default);
}
