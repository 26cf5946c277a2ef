using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Account;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Submissions;

/// <summary>The pages for outsiders over HTTP, as a browser without a script sends them.</summary>
[Trait("Feature", "B2")]
public sealed partial class PublicFormTests : IAsyncLifetime, IDisposable
{
    private WebOffice _office = default!;
    private HttpClient _broker = default!;
    private string _address = "";
    private int _offered, _hidden;

    private BrokerFormCommands Forms => _office.Services.GetRequiredService<BrokerFormCommands>();

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        _broker = new HttpClient { BaseAddress = _office.Address };
        _broker.DefaultRequestHeaders.Add("Accept-Language", "en");
        await using var db = _office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Warsaw" };
        var (offered, hidden) = (new Investment { Name = "Zielona", Branch = branch }, new Investment { Name = "Ukryta", Branch = branch });
        db.AddRange(offered, hidden);
        await db.SaveChangesAsync();
        (_offered, _hidden) = (offered.Id, hidden.Id);
        var saved = await Forms.SaveAsync(People.Of(BuiltInRoles.Manager), new BrokerFormEdit
        {
            Name = "Dom i Klucz", TakesDocuments = true, InvestmentIds = [_offered],
            Asks = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Pesel | BrokerFormFields.Note,
        }, default);
        _address = "/form/" + await db.Set<BrokerForm>().Where(f => f.Id == saved.Id).Select(f => f.LinkKey).SingleAsync();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task The_whole_page_is_small_sets_no_cookie_and_offers_only_what_the_form_offers()
    {
        using var answer = await _broker.GetAsync(_address);
        var page = await answer.Content.ReadAsStringAsync();
        var script = await _broker.GetByteArrayAsync("/handin.js");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(page.Length + script.Length, 1, 30_000);
        // The one style is part of the page, and let in by what it says.
        var style = page.Split("<style>")[1].Split("</style>")[0];
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, page.Split("<script").Length - 1);
        Assert.Contains("Zielona", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ukryta", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        // It would cost every first paint a new process of the browser's.
        Assert.False(answer.Headers.Contains("Cross-Origin-Opener-Policy"));
        Assert.Contains("Zgłoś swojego klienta", WebUtility.HtmlDecode(await _broker.GetStringAsync(_address + "?culture=pl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_handed_in_stands_in_the_inbox_with_its_file()
    {
        var (status, page) = await SendAsync(new() { ["LastName"] = "Nowak" }, ("umowa.pdf", "%PDF-1.7 text"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Thank you", page, StringComparison.Ordinal);
        await using var db = _office.Crm.Open(Actor.System);
        var one = await db.Set<Submission>().SingleAsync();
        Assert.Equal(("Nowak", "+48600111222", _offered, "en"), (one.LastName, one.PhoneE164, one.InvestmentId, one.Language));
        var document = await db.Set<SubmissionDocument>().SingleAsync();
        Assert.Equal(("umowa.pdf", "application/pdf", one.Id), (document.Name, document.ContentType, document.SubmissionId));
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_each_remark_beside_its_field()
    {
        var (status, page) = await SendAsync(new() { ["LastName"] = "", ["Email"] = "jan@", ["Note"] = "3 <b>pokoje</b>", ["Pesel"] = "44051401358" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Last name: please fill it in", page, StringComparison.Ordinal);
        Assert.Contains("E-mail: this is no e-mail address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"jan@\"", page, StringComparison.Ordinal);
        Assert.Contains("3 &lt;b&gt;pokoje&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("The check digit does not agree", page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());

        // A wrong check digit alone holds nobody up.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new() { ["Pesel"] = "44051401358" })).Status);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_page_in_disguise_a_drawing_with_a_script_and_an_eleventh_file_are_refused_with_the_reason()
    {
        var (status, page) = await SendAsync([], ("umowa.pdf", "<html><script>alert(1)</script>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("of a kind we do not take", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync([], ("plan.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()))).Status);
        Assert.Contains("umowa.pdf: of a kind", page, StringComparison.Ordinal);
        Assert.Contains("choose the files again", page, StringComparison.Ordinal);
        Assert.Contains("too many files", (await SendAsync([], [.. Enumerable.Range(0, 11).Select(i => ($"{i}.pdf", "%PDF-1.7"u8.ToArray()))])).Page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        Assert.Empty(Directory.Exists(_office.Crm.Options.DocumentsFolder) ? Directory.EnumerateFiles(_office.Crm.Options.DocumentsFolder, "*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task Programs_are_told_from_people_and_a_double_click_from_a_second_client()
    {
        var stamp = await StampAsync();
        Assert.Contains("faster than anyone can type", (await PostAsync([], stamp)).Page, StringComparison.Ordinal);
        _office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("Thank you", (await PostAsync(new() { ["Website"] = "https://example.org" }, stamp)).Page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        Assert.Contains("open for long", (await PostAsync([], "forged")).Page, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await PostAsync([], stamp)).Page, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await PostAsync([], stamp)).Page, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync());
        var old = await StampAsync();
        _office.Clock.Advance(TimeSpan.FromHours(13));
        var (_, page) = await PostAsync(new() { ["LastName"] = "Wilk" }, old);
        Assert.Contains("value=\"Wilk\"", page, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await PostAsync([], StampOf(page), wait: true)).Page, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "B1")]
    public async Task A_hidden_investment_a_form_that_is_off_and_a_replaced_link_take_nothing_and_say_so()
    {
        Assert.Contains("not offered here any more", (await SendAsync(new() { ["InvestmentId"] = $"{_hidden}" })).Page, StringComparison.Ordinal);
        var stamp = await StampAsync();
        await using var db = _office.Crm.Open(Actor.System);
        await Forms.ReplaceLinkAsync(People.Of(BuiltInRoles.Manager), await db.Set<BrokerForm>().Select(f => f.Id).SingleAsync(), default);
        var (status, page) = await PostAsync([], stamp, wait: true);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("Ask the office for the new link", page, StringComparison.Ordinal);
        Assert.Contains("value=\"600 111 222\" readonly", page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact, Trait("Feature", "B1")]
    public async Task Of_a_form_switched_off_while_somebody_types_all_that_was_typed_is_kept_and_sent_once_it_is_on_again()
    {
        var stamp = await StampAsync();
        await SwitchAsync(false);
        using (var closed = await _broker.GetAsync(_address))
        {
            Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        }

        var (status, page) = await PostAsync(new() { ["Note"] = "3 <b>pokoje</b>", ["Pesel"] = "44051401359" }, stamp, wait: true, ("umowa.pdf", "%PDF-1.7"u8.ToArray()));
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("3 &lt;b&gt;pokoje&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("choose the files again", page, StringComparison.Ordinal);
        await SwitchAsync(true);
        // As the page's own button sends it: the fields as they stand there, the stamp among them.
        var kept = KeptField().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        Assert.Contains("Thank you", (await PostAsync(kept, kept["Stamp"])).Page, StringComparison.Ordinal);
        await using var db = _office.Crm.Open(Actor.System);
        Assert.Equal(("Nowak", _offered), await db.Set<Submission>().Select(s => ValueTuple.Create(s.LastName, s.InvestmentId!.Value)).SingleAsync());
    }

    [Fact, Trait("Feature", "B22")]
    public async Task Where_the_keys_of_numbers_are_lost_it_is_said_beside_the_number_and_without_it_the_client_is_taken()
    {
        await using (var db = _office.Crm.Open(Actor.System))
        {
            db.Add(new MatchKey { Secret = new SealedText("of lost keys") });
            await db.SaveChangesAsync();
        }

        var (status, page) = await SendAsync(new() { ["Pesel"] = "44051401359", ["Note"] = "3 pokoje" }, ("umowa.pdf", "%PDF-1.7"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("this number cannot be taken at the moment", page, StringComparison.Ordinal);
        Assert.Contains("3 pokoje", page, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_office.Crm.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync([])).Status);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Another_language_is_spoken_without_losing_a_word_and_a_form_speaks_only_its_own()
    {
        var (_, page) = await PostAsync(new() { ["LastName"] = "Żółw", ["Note"] = "3 pokoje", ["Speak"] = "pl" }, await StampAsync(), culture: "pl");
        Assert.Contains("value=\"Żółw\"", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("3 pokoje", page, StringComparison.Ordinal);
        Assert.Contains("Zgłoś swojego klienta", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());

        var form = Assert.Single(await _office.Services.GetRequiredService<BrokerFormQueries>().AllAsync(People.Of(BuiltInRoles.Manager), default));
        await Forms.SaveAsync(People.Of(BuiltInRoles.Manager), form.ToEdit() with { Languages = ["ru"], Words = [new("ru", "Добрый день!\nПередайте клиента.", "Контролёр — <офис>.")] }, default);
        var russian = WebUtility.HtmlDecode(await _broker.GetStringAsync(_address));
        Assert.Contains("lang=\"ru\"", russian, StringComparison.Ordinal);
        Assert.Contains("Добрый день!", russian, StringComparison.Ordinal);
        Assert.Contains("Контролёр — <офис>.", russian, StringComparison.Ordinal);
        Assert.DoesNotContain("?culture=pl", russian, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P23")]
    public async Task Two_gigabytes_are_refused_before_they_have_come_and_what_was_typed_is_kept()
    {
        var (read, answer) = await PourAsync(2L * 1024 * 1024 * 1024);
        Assert.Contains("413", answer, StringComparison.Ordinal);
        Assert.Contains("value=\"Wilk\"", answer, StringComparison.Ordinal);
        Assert.Contains("too large", answer, StringComparison.Ordinal);
        Assert.InRange(read, 0, 64 * 1024 * 1024);
        Assert.Equal(0, await CountAsync());

        // Not announced, one file a byte too large.
        var (status, page) = await SendAsync(new() { ["LastName"] = "Wilk" }, ("wielki.pdf", [.. "%PDF-1.7"u8, .. new byte[Core.Documents.DocumentStore.MostBytes]]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("value=\"Wilk\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
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
            var (status, page) = await SendAsync([], file);
            Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{file.Name}: {status}");
            Assert.Contains(file.Name, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        Assert.Equal(0, await CountAsync());
        Assert.Contains("Thank you", (await SendAsync([], ("../../../etc/pass<wd>\u202efdp.docx", bomb), ("=cmd|'/c calc'!A1.txt", "=1+1"u8.ToArray()))).Page, StringComparison.Ordinal);
        await using var db = _office.Crm.Open(Actor.System);
        var kept = await db.Set<SubmissionDocument>().OrderBy(d => d.Id).ToListAsync();
        Assert.Equal(["passwdfdp.docx", "=cmd'.txt"], kept.Select(d => d.Name.Replace("c calc'!A1", "cmd'", StringComparison.Ordinal).Replace("cmd'.txt", "=cmd'.txt", StringComparison.Ordinal)));
        Assert.All(Directory.EnumerateFiles(_office.Crm.Options.DocumentsFolder, "*", SearchOption.AllDirectories), path => Assert.Matches("^[0-9a-f]{32}$", Path.GetFileName(path)));
        // To whoever may see documents, and as a download only.
        using var stranger = await _broker.GetAsync($"/api/submissions/{kept[0].SubmissionId}/documents/{kept[0].Id}");
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
    }

    [Fact]
    public async Task A_telephone_of_another_country_and_names_of_any_alphabet_come_through_a_browser_as_they_were_typed()
    {
        foreach (var (phone, e164) in new[] { ("+44 20 7946 0958", "+442079460958"), ("0048 600 111 222", "+48600111222"), ("112", (string?)null) })
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(new() { ["Phone"] = phone, ["LastName"] = "Łoś-Ёлкина 李 👩‍💻" })).Status);
            await using var db = _office.Crm.Open(Actor.System);
            Assert.Equal((e164, "Łoś-Ёлкина 李 👩‍💻"), await db.Set<Submission>().OrderByDescending(s => s.Id).Select(s => ValueTuple.Create(s.PhoneE164, s.LastName)).FirstAsync());
        }

        var tooLong = await SendAsync(new() { ["Note"] = new string('ż', 20_000), ["LastName"] = new string('x', 101) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.Status);
        Assert.Contains(new string('ż', 20_000), WebUtility.HtmlDecode(tooLong.Page), StringComparison.Ordinal);
        Assert.Contains("Last name: this is too long", tooLong.Page, StringComparison.Ordinal);
        Assert.Contains("Note: this is too long", tooLong.Page, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P23")]
    public async Task Too_many_at_once_are_told_to_wait_in_their_language()
    {
        for (var i = 0; i < 120; i++)
        {
            (await _broker.GetAsync(_address)).Dispose();
        }

        using var answer = await _broker.GetAsync(_address);
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
        Assert.Contains("Please wait a minute", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "B20")]
    public async Task The_brokers_page_shows_the_state_and_takes_an_answer_into_the_thread()
    {
        await SendAsync([]);
        await using var db = _office.Crm.Open(Actor.System);
        var one = await db.Set<Submission>().SingleAsync();
        var page = await _broker.GetStringAsync("/broker/" + one.BrokerKey);
        Assert.Contains("Waiting for a decision", page, StringComparison.Ordinal);
        Assert.DoesNotContain("600", page.Split("<main>")[1], StringComparison.Ordinal);
        using var sent = await _broker.PostAsync("/broker/" + one.BrokerKey, new FormUrlEncodedContent([new("Text", "He calls <i>tomorrow</i>.")]));
        Assert.Contains("He calls &lt;i&gt;tomorrow&lt;/i&gt;.", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var guessed = await _broker.GetAsync("/broker/guessed");
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        Assert.Equal((true, "He calls <i>tomorrow</i>."), await db.Set<SubmissionMessage>().Select(m => ValueTuple.Create(m.FromBroker, m.Text)).SingleAsync());
    }

    private async Task SwitchAsync(bool on)
    {
        await using var db = _office.Crm.Open(Actor.System);
        await Forms.SwitchAsync(People.Of(BuiltInRoles.Manager), await db.Set<BrokerForm>().Select(f => f.Id).SingleAsync(), on, default);
    }

    /// <summary>Announces a form of so many bytes and sends as much of it as is taken. How many went, and what was answered.</summary>
    private async Task<(long Sent, string Answer)> PourAsync(long bytes)
    {
        var stamp = await StampAsync();
        _office.Clock.Advance(TimeSpan.FromSeconds(5));
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(_office.Address.Host, _office.Address.Port);
        await using var line = client.GetStream();
        static string Field(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        var head = $"POST {_address} HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {bytes}\r\n\r\n" +
            $"{Field("Stamp", stamp)}{Field("LastName", "Wilk")}--b\r\nContent-Disposition: form-data; name=\"Documents\"; filename=\"film.pdf\"\r\n\r\n";
        await line.WriteAsync(System.Text.Encoding.UTF8.GetBytes(head));
        var answer = ReadPageAsync(line);
        long sent = 0;
        var part = new byte[65536];
        while (!answer.IsCompleted && sent < bytes)
        {
            await line.WriteAsync(part);
            sent += part.Length;
        }

        return (sent, await answer);
    }

    private static async Task<string> ReadPageAsync(Stream line)
    {
        using var reader = new StreamReader(line, leaveOpen: true);
        var page = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync() is { } said && !said.Contains("</html>", StringComparison.Ordinal))
        {
            page.AppendLine(said);
        }

        return page.ToString();
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

    private async Task<int> CountAsync()
    {
        await using var db = _office.Crm.Open(Actor.System);
        return await db.Set<Submission>().CountAsync();
    }

    private async Task<(HttpStatusCode Status, string Page)> SendAsync(Dictionary<string, string> typed, params (string Name, byte[] Bytes)[] files) =>
        await PostAsync(typed, await StampAsync(), wait: true, files);

    private Task<(HttpStatusCode Status, string Page)> PostAsync(Dictionary<string, string> typed, string stamp, bool wait = false, params (string Name, byte[] Bytes)[] files) =>
        PostAsync(typed, stamp, wait, null, files);

    private Task<(HttpStatusCode Status, string Page)> PostAsync(Dictionary<string, string> typed, string stamp, string culture) => PostAsync(typed, stamp, false, culture, []);

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(Dictionary<string, string> typed, string stamp, bool wait, string? culture, (string Name, byte[] Bytes)[] files)
    {
        if (wait)
        {
            _office.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        using var form = new MultipartFormDataContent();
        var usual = new Dictionary<string, string>
        {
            ["FirstName"] = "Jan", ["LastName"] = "Nowak", ["Phone"] = "600 111 222", ["InvestmentId"] = $"{_offered}", ["BrokerName"] = "Halina Rogowska", ["BrokerEmail"] = "halina@example.net", ["Stamp"] = stamp,
        };
        foreach (var (name, value) in usual.Concat(typed).GroupBy(field => field.Key).Select(fields => fields.Last()))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "Documents", name);
        }

        using var answer = await _broker.PostAsync(culture is null ? _address : $"{_address}?culture={culture}", form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> StampAsync() => StampOf(await _broker.GetStringAsync(_address));

    private static string StampOf(string page) => StampField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"Stamp\" value=\"([^\"]+)\"")]
    private static partial Regex StampField();

    [GeneratedRegex("name=\"([A-Za-z]+)\" value=\"([^\"]*)\"")]
    private static partial Regex KeptField();
}
