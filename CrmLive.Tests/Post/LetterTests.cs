using CrmLive.Core.Post;
using CrmLive.Core.Post.Letters;
using CrmLive.Core.Submissions;
using FsCheck;
using FsCheck.Xunit;
using MimeKit;

namespace CrmLive.Tests.Post;

/// <summary>What is read out of a mail, whoever's program wrote it.</summary>
[Trait("Feature", "P9")]
public sealed class LetterTests
{
    [Theory]
    [InlineData("Fourth.\n\nOn Mon, 23 Nov 2026 at 10:00, Office <office@example.org>\nwrote:\n\n> Which floor?\n> Ewa", "Fourth.")]
    [InlineData("Czwarte.\n\nW dniu 23.11.2026 o 10:00, Biuro pisze:\n> Które piętro?", "Czwarte.")]
    [InlineData("Czwarte.\n\npon., 23 lis 2026 o 10:00 Biuro <office@example.org> napisał(a):\n\n> Które piętro?", "Czwarte.")]
    [InlineData("Четвёртый.\n\n23 нояб. 2026 г., 10:00, Офис <office@example.org> пишет:\n> Какой этаж?", "Четвёртый.")]
    [InlineData("Fourth.\n\n-----Original Message-----\nFrom: Office\nSent: Monday\nTo: Halina\n\nWhich floor?", "Fourth.")]
    [InlineData("Czwarte.\n\n________________________________\nOd: Biuro <office@example.org>\nWysłano: poniedziałek\nDo: Halina\n\nKtóre piętro?", "Czwarte.")]
    [InlineData("Fourth.\n-- \nHalina Rogowska\nDom i Klucz", "Fourth.")]
    [InlineData("> Which floor?\nFourth.\n> And when?\nTomorrow.", "> Which floor?\nFourth.\n> And when?\nTomorrow.")]
    [InlineData("On Monday we looked at the flat and she wrote:\nI like it.", "On Monday we looked at the flat and she wrote:\nI like it.")]
    [InlineData("-----Original Message-----\nFrom: Jan\nTo: Halina\n\nI take it.", "-----Original Message-----\nFrom: Jan\nTo: Halina\n\nI take it.")]
    [InlineData("", "")]
    public void What_was_newly_said_stands_without_the_history_below_it(string mail, string said) => Assert.Equal(said, QuoteCut.Said(mail));

    [Fact]
    public void An_html_mail_becomes_words_and_nothing_of_it_is_ever_html_again()
    {
        var text = HtmlText.Of("""
            <html><head><title>no</title><style>p { color: red }</style></head><body>
            <p>Jan &amp; Anna<br>take   it.</p><script>alert(1)</script><div onclick="x()">Price &lt; 600&nbsp;000</div>
            <table><tr><td>Phone</td><td>600 111 222</td></tr></table><img src="https://spy.example/pixel">
            <blockquote><p>Which floor?</p></blockquote></body></html>
            """);
        Assert.Equal("Jan & Anna\ntake it.\n\nPrice < 600 000\n\nPhone\t600 111 222\n\n> Which floor?", text);
    }

    [Theory]
    [InlineData("Imię i nazwisko: Jan Nowak\nTelefon: 600 111 222\nE-mail: jan@example.org\nInwestycja: Zielona\nTreść:\nProszę o kontakt.\nPo 17.", "Jan Nowak", "600 111 222", "jan@example.org", "Proszę o kontakt.\nPo 17.")]
    [InlineData("Name\nJan Nowak\n\nPhone number\n+48 600 111 222", "Jan Nowak", "+48 600 111 222", null, null)]
    [InlineData("Имя: Ян\nФамилия: Новак\nТелефон: 8 (912) 345-67-89", "Ян", "8 (912) 345-67-89", null, null)]
    [InlineData("*Imię:* Jan\n*Nazwisko:* Nowak\n*Email:* <jan@example.org>", "Jan Nowak", null, "jan@example.org", null)]
    [InlineData("Your advert was seen 40 times today.", null, null, null, null)]
    public void A_portals_lines_are_read_by_their_labels(string text, string? name, string? phone, string? email, string? message)
    {
        var lines = PortalLines.Of(text);
        Assert.Equal((name, phone, email, message, phone is not null || email is not null), (lines.Name, lines.Phone, lines.Email, lines.Message, lines.IsUnderstood));
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied", true)]
    [InlineData("Auto-Submitted", "no", false)]
    [InlineData("Precedence", "bulk", true)]
    [InlineData("List-Id", "<news.example.org>", true)]
    [InlineData("X-Mailer", "hand", false)]
    public void What_a_program_wrote_says_so_in_its_headers(string header, string value, bool automatic)
    {
        var mail = PostRoom.Mail("a@example.org", "text");
        mail.Headers.Add(header, value);
        Assert.Equal(automatic, LetterReader.Read(mail, DateTime.UnixEpoch).IsAutomatic);
    }

    [Fact]
    public void The_strangest_mail_makes_a_letter_with_less_in_it()
    {
        using var bytes = new MemoryStream("From: <>\r\nDate: never\r\nContent-Type: text/html; charset=klingon\r\n\r\n<p>\0Hi\u202e\r\n"u8.ToArray());
        var letter = LetterReader.Read(MimeMessage.Load(bytes), DateTime.UnixEpoch);
        Assert.Equal(("", "Hi", DateTime.UnixEpoch), (letter.From, letter.Text, letter.SentAt));
    }

    [Fact]
    public void A_mail_is_the_same_by_its_number_and_sender_and_without_a_number_by_its_text()
    {
        var day = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        string Once(string? id, string from, string text) => Letter.Once(id, from, day, "Re: your client", text);
        Assert.Equal(Once("<1@a>", "Jan@example.org", "one"), Once("1@a", "jan@EXAMPLE.org", "and a list's footer"));
        // Whoever has seen the number of another's mail must not be able to keep it from being read.
        Assert.NotEqual(Once("1@a", "jan@example.org", "one"), Once("1@a", "thief@example.com", "one"));
        Assert.NotEqual(Once(null, "jan@example.org", "one"), Once(null, "jan@example.org", "two"));
    }

    [Theory]
    [InlineData("Mon, 23 Nov 2026 07:00:00 +0000", 7)]
    [InlineData("Tue, 24 Nov 2026 07:00:00 +0000", 9)]
    [InlineData("Thu, 23 Nov 2006 07:00:00 +0000", 9)]
    public void A_mail_from_tomorrow_or_of_another_age_was_sent_when_it_came(string said, int hour)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.ASCII.GetBytes($"From: a@example.org\r\nDate: {said}\r\n\r\nHi"));
        Assert.Equal(new DateTime(2026, 11, 23, hour, 0, 0, DateTimeKind.Utc), LetterReader.Read(MimeMessage.Load(bytes), new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc)).SentAt);
    }

    [Fact]
    public void A_picture_of_the_signature_is_no_file_and_what_was_attached_is()
    {
        var parts = new BodyBuilder { HtmlBody = "<p>Hi</p><img src='cid:logo'>" };
        parts.LinkedResources.Add("logo.png", [1, 2, 3], new ContentType("image", "png")).ContentId = "logo";
        parts.Attachments.Add("plan.png", [1, 2, 3], new ContentType("image", "png"));
        var mail = PostRoom.Mail("a@example.org", "");
        mail.Body = parts.ToMessageBody();
        Assert.Equal("plan.png", Assert.Single(LetterReader.Read(mail, DateTime.UnixEpoch).Files).FileName);
    }

    [Property, Trait("Feature", "B20")]
    public void A_signed_address_is_believed_as_it_was_made_and_with_no_letter_changed(PositiveInt id, NonEmptyString key, byte at, byte by)
    {
        var address = ReplyAddress.Of("office+crm@example.org", id.Get % 1_000_000_000, key.Get);
        var (claimed, signature) = ReplyAddress.Claim(address.ToUpperInvariant())!.Value;
        Assert.True(claimed == id.Get % 1_000_000_000 && ReplyAddress.IsTrue(signature, claimed, key.Get));

        var other = signature.ToLowerInvariant().ToCharArray();
        other[at % 16] = "abcdefghijklmnopqrstuvwxyz234567"[("abcdefghijklmnopqrstuvwxyz234567".IndexOf(other[at % 16], StringComparison.Ordinal) + 1 + (by % 31)) % 32];
        Assert.False(ReplyAddress.IsTrue(new string(other), claimed, key.Get));
        Assert.False(ReplyAddress.IsTrue(signature, claimed + 1, key.Get));
    }
}
