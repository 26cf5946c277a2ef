using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Post;
using CrmLive.Core.Post.Reading;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Post;

/// <summary>How far a mailbox has been read, when it is another one now, was numbered anew, or one of its mails stands in the way.</summary>
[Trait("Feature", "P9")]
public sealed class MailboxPlaceTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Another_mailbox_begins_with_its_next_mail_although_its_numbers_look_like_the_former_ones(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await using var former = new UnrulyImap();
        await using var other = new UnrulyImap();
        await room.ReadFromAsync(former.Settings);
        var reader = room.Reader();
        Assert.Equal(0, await reader.ReadOnceAsync(default));
        Deliver(other, "old one", "old two");

        await room.ReadFromAsync(other.Settings);
        Assert.Equal(0, await reader.ReadOnceAsync(default));
        Deliver(other, "new");
        Assert.Equal(1, await reader.ReadOnceAsync(default));
        Assert.Equal(["new"], await SubjectsAsync(room));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_came_before_the_office_began_to_read_is_nobodys_also_when_the_mailbox_is_numbered_anew(DatabaseKind kind)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        await using var server = new UnrulyImap();
        server.Deliver(PostRoom.Mail("a@example.org", "text", subject: "before"), new DateTimeOffset(TestOffice.Monday.AddHours(-2)));
        await room.ReadFromAsync(server.Settings);
        var reader = room.Reader();
        Assert.Equal(0, await reader.ReadOnceAsync(default));
        server.NumberAnew();
        Deliver(server, "after");
        Assert.Equal(1, await reader.ReadOnceAsync(default));
        Assert.Equal(["after"], await SubjectsAsync(room));
    }

    [Fact]
    public async Task A_mail_that_can_not_be_taken_in_is_tried_three_times_then_listed_as_unreadable_and_holds_the_next_up_no_longer()
    {
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var server = new UnrulyImap();
        await room.ReadFromAsync(server.Settings);
        var reader = room.Reader();
        Assert.Equal(0, await reader.ReadOnceAsync(default));
        await using (var db = room.Office.Crm.Open(Actor.System))
        {
            await db.Database.ExecuteSqlRawAsync("""
                CREATE TRIGGER "Refuses" BEFORE INSERT ON "ReceivedMails" WHEN NEW."Subject" = 'impossible' AND NEW."Text" IS NOT NULL BEGIN SELECT RAISE(ABORT, 'not this one'); END
                """);
        }

        Deliver(server, "impossible", "next");
        await Assert.ThrowsAsync<MailboxFault>(() => reader.ReadOnceAsync(default));
        await Assert.ThrowsAsync<MailboxFault>(() => reader.ReadOnceAsync(default));
        Assert.Equal(2, await reader.ReadOnceAsync(default));
        Assert.Equal([("impossible", ReceivedKind.Unreadable), ("next", ReceivedKind.Unmatched)], (await room.ReceivedAsync()).Select(m => (m.Subject, m.Kind)));
    }

    private static void Deliver(UnrulyImap server, params ReadOnlySpan<string> subjects)
    {
        foreach (var subject in subjects)
        {
            server.Deliver(PostRoom.Mail("a@example.org", "text", subject: subject));
        }
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(PostRoom room) => [.. (await room.ReceivedAsync()).Select(m => m.Subject)];
}
