using System.IO.Compression;
using System.Text;
using CrmLive.Core.Documents;

namespace CrmLive.Tests.Documents;

[Trait("Feature", "A19")]
public sealed class DocumentContentTests
{
    public static TheoryData<string, byte[], string?> Files => new()
    {
        { "a scan", "%PDF-1.7\n"u8.ToArray(), "application/pdf" },
        { "a photograph", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2], "image/jpeg" },
        { "an iPhone's photograph", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0], "image/heic" },
        { "a picture of the web", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8], "image/webp" },
        { "a letter", Zip("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "a sheet", Zip("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "a letter with a macro", Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null },
        { "an archive", Zip("photo.jpg"), null },
        { "an archive cut in two", Zip("word/document.xml")[..30], null },
        { "a plain text", Encoding.UTF8.GetBytes("Zażółć gęślą jaźń\r\n"), "text/plain" },
        { "a page called .pdf", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), null },
        { "a drawing with a script", [.. "\uFEFF  <svg onload='alert(1)'>"u8], null },
        { "a program", [(byte)'M', (byte)'Z', 0x90, 0], null },
        { "a program of Linux", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1], null },
        { "three bytes", [0xFF, 0xD8, 0xFE], null },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_is_what_its_content_says(string what, byte[] bytes, string? contentType)
    {
        using var file = new MemoryStream(bytes);
        Assert.True(contentType == (await DocumentContent.OfAsync(file, default))?.ContentType, what);
    }

    [Fact]
    public async Task A_letter_of_Ukrainian_words_is_not_cut_wrongly_at_the_end_of_its_head()
    {
        // An odd byte first, so that the 4096th lies within a letter.
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("x" + new string('ї', 5000)));
        Assert.Equal("text/plain", (await DocumentContent.OfAsync(file, default))?.ContentType);
    }

    [Theory]
    [InlineData("umowa.pdf", "umowa.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\Users\\anna\\Umowa nr 5.PDF", "Umowa nr 5.PDF")]
    [InlineData("umowa.pdf.exe", "umowa.pdf.pdf")]
    [InlineData("umowa\u202Efdp.exe", "umowafdp.pdf")]
    [InlineData("   ...  ", "document.pdf")]
    [InlineData("a<b>:\"c|?*.pdf", "abc.pdf")]
    [InlineData("dowód\u0000 osobisty.pdf", "dowód osobisty.pdf")]
    public void A_name_leads_nowhere_and_pretends_nothing(string sent, string kept) =>
        Assert.Equal(kept, DocumentName.Of(sent, new("application/pdf", ".pdf")));

    [Fact]
    public void A_name_without_end_is_cut() => Assert.Equal(154, DocumentName.Of(new string('a', 5000) + ".pdf", new("application/pdf", ".pdf")).Length);

    private static byte[] Zip(params string[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var writer = zip.CreateEntry(part).Open();
                writer.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }
}
