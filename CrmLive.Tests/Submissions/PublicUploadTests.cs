using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

/// <summary>Files through the page for outsiders: what is kept, what is refused, and that nothing is lost by a refusal.</summary>
[Trait("Feature", "B2")]
public sealed class PublicUploadTests : IAsyncLifetime
{
    private OutsidersBrowser _outside = default!;

    public async Task InitializeAsync() => _outside = await OutsidersBrowser.OpenAsync();

    public async Task DisposeAsync() => await _outside.DisposeAsync();

    [Fact]
    public async Task A_client_handed_in_stands_in_the_inbox_with_its_file()
    {
        var (status, page) = await _outside.SendAsync(new() { ["LastName"] = "Nowak" }, ("umowa.pdf", "%PDF-1.7 text"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Thank you", page, StringComparison.Ordinal);
        await using var db = _outside.Office.Crm.Open(Actor.System);
        var one = await db.Set<Submission>().SingleAsync();
        Assert.Equal(("Nowak", "+48600111222", _outside.Offered, "en"), (one.LastName, one.PhoneE164, one.InvestmentId, one.Language));
        var document = await db.Set<SubmissionDocument>().SingleAsync();
        Assert.Equal(("umowa.pdf", "application/pdf", one.Id), (document.Name, document.ContentType, document.SubmissionId));
    }

    [Fact]
    public async Task A_page_in_disguise_a_drawing_with_a_script_and_an_eleventh_file_are_refused_with_the_reason()
    {
        var (status, page) = await _outside.SendAsync([], ("umowa.pdf", "<html><script>alert(1)</script>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("of a kind we do not take", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _outside.SendAsync([], ("plan.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()))).Status);
        Assert.Contains("umowa.pdf: of a kind", page, StringComparison.Ordinal);
        Assert.Contains("choose the files again", page, StringComparison.Ordinal);
        Assert.Contains("too many files", (await _outside.SendAsync([], [.. Enumerable.Range(0, 11).Select(i => ($"{i}.pdf", "%PDF-1.7"u8.ToArray()))])).Page, StringComparison.Ordinal);
        Assert.Equal(0, await _outside.CountAsync());
        Assert.Empty(Directory.Exists(_outside.Office.Crm.Options.DocumentsFolder) ? Directory.EnumerateFiles(_outside.Office.Crm.Options.DocumentsFolder, "*", SearchOption.AllDirectories) : []);
    }

    [Fact, Trait("Feature", "P23")]
    public async Task Two_gigabytes_are_refused_before_they_have_come_and_what_was_typed_is_kept()
    {
        var (read, answer) = await _outside.PourAsync(2L * 1024 * 1024 * 1024);
        Assert.Contains("413", answer, StringComparison.Ordinal);
        Assert.Contains("value=\"Wilk\"", answer, StringComparison.Ordinal);
        Assert.Contains("too large", answer, StringComparison.Ordinal);
        Assert.InRange(read, 0, 64 * 1024 * 1024);
        Assert.Equal(0, await _outside.CountAsync());

        // Not announced, one file a byte too large.
        var (status, page) = await _outside.SendAsync(new() { ["LastName"] = "Wilk" }, ("wielki.pdf", [.. "%PDF-1.7"u8, .. new byte[Core.Documents.DocumentStore.MostBytes]]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("value=\"Wilk\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await _outside.CountAsync());
    }

    [Fact, Trait("Feature", "B16"), Trait("Feature", "P23")]
    public async Task Uploads_as_OWASP_tries_them_are_refused_or_harmless()
    {
        byte[] bomb = Zip(("[Content_Types].xml", new byte[10]), ("word/document.xml", new byte[30_000_000]), ("xl/x", new byte[30_000_000]));
        Assert.InRange(bomb.Length, 1, 100_000);
        (string Name, byte[] Bytes)[] refused =
        [
            ("strona.pdf", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray()), ("plan.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
            ("program.pdf.exe", [(byte)'M', (byte)'Z', 0x90, 0, 3]), ("skrypt.sh", "#!/bin/sh\u0000rm -rf /"u8.ToArray()), ("archiwum.zip", Zip(("a.pdf", new byte[10]))), ("pusty.pdf", []),
            ("makro.docx", Zip(("[Content_Types].xml", new byte[10]), ("word/document.xml", new byte[10]), ("word/vbaProject.bin", new byte[10]))), ("pół.docx", Zip(("word/document.xml", new byte[9000]))[..60]),
        ];
        foreach (var file in refused)
        {
            var (status, page) = await _outside.SendAsync([], file);
            Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{file.Name}: {status}");
            Assert.Contains(file.Name, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        Assert.Equal(0, await _outside.CountAsync());
        Assert.Contains("Thank you", (await _outside.SendAsync([], ("../../../etc/pass<wd>\u202efdp.docx", bomb), ("=cmd|'/c calc'!A1.txt", "=1+1"u8.ToArray()))).Page, StringComparison.Ordinal);
        await using var db = _outside.Office.Crm.Open(Actor.System);
        var kept = await db.Set<SubmissionDocument>().OrderBy(d => d.Id).ToListAsync();
        // Of a path only its last part, and nothing that turns the reading round or opens a tag.
        Assert.Equal(["passwdfdp.docx", "c calc'!A1.txt"], kept.Select(d => d.Name));
        Assert.All(Directory.EnumerateFiles(_outside.Office.Crm.Options.DocumentsFolder, "*", SearchOption.AllDirectories), path => Assert.Matches("^[0-9a-f]{32}$", Path.GetFileName(path)));
        // To whoever may see documents, and as a download only.
        using var stranger = await _outside.Browser.GetAsync($"/api/submissions/{kept[0].SubmissionId}/documents/{kept[0].Id}");
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return file.ToArray();
    }
}
