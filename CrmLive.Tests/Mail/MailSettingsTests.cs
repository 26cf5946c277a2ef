using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Mail;

[Trait("Feature", "P8"), Trait("Feature", "P15")]
public sealed class MailSettingsTests
{
    private const string Typed = "the mailbox's own password";

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_server_saved_here_goes_before_the_file_on_every_node_without_a_restart(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(_ => null);
        await using var otherBus = new InProcessLiveBus();
        await using var other = new CrmDb(room.Office.Options, otherBus, room.Office.Office, room.Office.Clock);
        // Both run already, with a file that names no server.
        var (here, there) = (room.Sender(new MailOptions()), new MailSender(other, new MailRoute(other, new MailOptions(), TestOffice.Vault), NullLogger<MailSender>.Instance));
        await room.QueueAsync("one");
        Assert.Equal((0, 0), (await here.SendDueAsync(default), await there.SendDueAsync(default)));

        await SaveAsync(room, server);
        Assert.Equal(1, await there.SendDueAsync(default));
        await room.QueueAsync("two");
        Assert.Equal(1, await here.SendDueAsync(default));

        var off = (await room.Settings().InForceAsync(MailRoom.Administrator, default)).Settings;
        off.On = false;
        Assert.True((await room.Settings().SaveAsync(MailRoom.Administrator, off, "", default)).Ok);
        await room.QueueAsync("three");
        Assert.Equal((0, 0), (await here.SendDueAsync(default), await there.SendDueAsync(default)));
        Assert.Equal(2, server.Taken.Count);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P23")]
    public async Task The_password_is_sealed_told_to_nobody_and_stays_when_none_is_typed(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(_ => null);
        await SaveAsync(room, server, Typed);
        var order = await room.Settings().InForceAsync(MailRoom.Administrator, default);
        Assert.True(order is { HasPassword: true, PasswordLost: false, Settings.Password.IsEmpty: true });

        order.Settings.FromName = "Zielone Tarasy";
        Assert.True((await room.Settings().SaveAsync(MailRoom.Administrator, order.Settings, "", default)).Ok);
        await using var db = room.Office.Crm.Open(Actor.System);
        var stored = (await db.Set<MailSettings>().SingleAsync()).Password;
        Assert.Equal(Typed, TestOffice.Vault.Open(stored));
        Assert.DoesNotContain(Typed, stored.Cipher, StringComparison.Ordinal);
        var journal = await room.JournalAsync();
        Assert.Equal(["mail-settings.created", "mail-settings.changed"], journal.Select(entry => entry.Event));
        Assert.All(journal, entry => Assert.DoesNotContain(Typed, entry.Changes, StringComparison.Ordinal));
        Assert.Contains("\"Password\":[]", journal[0].Changes, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P23")]
    public async Task Nobody_learns_the_password_by_naming_a_server_of_their_own(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = new UnrulySmtp(_ => null);
        await using var thief = new UnrulySmtp(_ => null);
        await SaveAsync(room, server, Typed);
        var edit = (await room.Settings().InForceAsync(MailRoom.Administrator, default)).Settings;
        edit.Port = thief.Options.Port;

        Assert.Equal("retype", Assert.Single((await room.Settings().SaveAsync(MailRoom.Administrator, edit, "", default)).Problems).Key);
        Assert.Equal("retype", Assert.Single((await TryAsync(room, edit)).Problems).Key);
        Assert.Equal(0, thief.Sessions);
        Assert.True((await room.Settings().SaveAsync(MailRoom.Administrator, edit, "another", default)).Ok);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_trial_gives_the_servers_own_answer_and_sends_with_what_stands_in_the_form(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var strict = false;
        await using var server = new UnrulySmtp(heard => strict && heard.Verb == "AUTH" ? "535 5.7.8 Username and Password not accepted" : null);
        var edit = Settings(server);

        var taken = await TryAsync(room, edit, "typed and not saved");
        Assert.Equal((true, "2.0.0 Ok: queued as 4CrMLv"), (taken.Taken, taken.Answer));
        Assert.Contains("Subject: Trial", Assert.Single(server.Taken), StringComparison.Ordinal);
        strict = true;
        var refused = await TryAsync(room, edit, "wrong");
        Assert.False(refused.Taken);
        Assert.Contains("Username and Password not accepted", refused.Answer, StringComparison.Ordinal);
        edit.Port = FreePort.Tcp();
        Assert.Contains("refused", (await TryAsync(room, edit, "x")).Answer, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(["mail-settings.tried", "mail-settings.tried-in-vain", "mail-settings.tried-in-vain"], (await room.JournalAsync()).Select(entry => entry.Event));
        await using var db = room.Office.Crm.Open(Actor.System);
        Assert.False(await db.Set<MailSettings>().AnyAsync());
    }

    [Fact]
    public async Task A_password_nobody_can_open_any_more_is_said_and_not_tried()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var server = new UnrulySmtp(_ => null);
        await SaveAsync(room, server, Typed);
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            (await db.Set<MailSettings>().SingleAsync()).Password = new SealedText("sealed with other keys");
            await db.SaveChangesAsync();
        }

        await room.QueueAsync("one");
        Assert.Equal(0, await room.SendAsync(new MailOptions()));
        Assert.Equal((MailReasons.PasswordLost, 0), ((await room.RowAsync("one")).Answer, server.Sessions));
        Assert.True((await room.Settings().InForceAsync(MailRoom.Administrator, default)).PasswordLost);
    }

    public static TheoryData<string, string, Action<MailSettings>> Bad => new()
    {
        { nameof(MailSettings.Host), "missing", s => s.Host = " " },
        { nameof(MailSettings.Host), "host", s => s.Host = "mail server" },
        { nameof(MailSettings.Port), "port", s => s.Port = 0 },
        { nameof(MailSettings.Security), "plain", s => s.Security = MailSecurity.None },
        { nameof(MailSettings.From), "email", s => s.From = "office" },
        { nameof(MailSettings.Site), "site", s => s.Site = "crm.example.com" },
        { nameof(MailSettings.Connections), "minutes", s => s.Connections = 17 },
        { nameof(MailSettings.AlarmMinutes), "minutes", s => s.AlarmMinutes = 0 },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task What_no_mail_could_be_sent_with_is_named_and_not_saved(string field, string key, Action<MailSettings> spoil)
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        var edit = new MailSettings { On = true, Host = "mail.example.org", User = "office", From = "office@example.org", Connections = 4, AlarmMinutes = 30 };
        spoil(edit);
        var problem = Assert.Single((await room.Settings().SaveAsync(MailRoom.Administrator, edit, "x", default)).Problems);
        Assert.Equal((field, key), (problem.Field, problem.Key));
    }

    private static MailSettings Settings(UnrulySmtp server) => new()
    {
        On = true, Host = "127.0.0.1", Port = server.Options.Port, Security = MailSecurity.None, User = "office", From = "office@example.org", Connections = 4, AlarmMinutes = 30,
    };

    private static async Task SaveAsync(MailRoom room, UnrulySmtp server, string password = "x") =>
        Assert.Empty((await room.Settings().SaveAsync(MailRoom.Administrator, Settings(server), password, default)).Problems);

    private static Task<MailTrial> TryAsync(MailRoom room, MailSettings edit, string password = "") =>
        room.Settings().TryAsync(MailRoom.Administrator, edit, password, "ewa@example.org", "Trial", "Hello", default);
}
