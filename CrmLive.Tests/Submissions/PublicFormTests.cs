using System.Net;
using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Submissions;

/// <summary>The page for outsiders over HTTP, as a browser without a script sends it.</summary>
[Trait("Feature", "B2")]
public sealed class PublicFormTests : IAsyncLifetime
{
    private OutsidersBrowser _outside = default!;

    public async Task InitializeAsync() => _outside = await OutsidersBrowser.OpenAsync();

    public async Task DisposeAsync() => await _outside.DisposeAsync();

    [Fact]
    public async Task The_whole_page_is_small_sets_no_cookie_and_offers_only_what_the_form_offers()
    {
        using var answer = await _outside.Browser.GetAsync(_outside.Address);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(page.Length, 1, 30_000);
        // The one style and the one script are part of the page, and let in by what they say; no file of ours is.
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"style-src '{HashOf(page, "<style>", "</style>")}';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{HashOf(page, "<script type=\"module\">", "</script>")}';", policy, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, page.Split("<script").Length - 1);
        Assert.Contains("Zielona", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ukryta", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        // It would cost every first paint a new process of the browser's.
        Assert.False(answer.Headers.Contains("Cross-Origin-Opener-Policy"));
        Assert.Contains("Zgłoś swojego klienta", WebUtility.HtmlDecode(await _outside.Browser.GetStringAsync(_outside.Address + "?culture=pl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_each_remark_beside_its_field()
    {
        var (status, page) = await _outside.SendAsync(new() { ["LastName"] = "", ["Email"] = "jan@", ["Note"] = "3 <b>pokoje</b>", ["Pesel"] = "44051401358" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Last name: please fill it in", page, StringComparison.Ordinal);
        Assert.Contains("E-mail: this is no e-mail address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"jan@\"", page, StringComparison.Ordinal);
        Assert.Contains("3 &lt;b&gt;pokoje&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("The check digit does not agree", page, StringComparison.Ordinal);
        Assert.Equal(0, await _outside.CountAsync());

        // A wrong check digit alone holds nobody up.
        Assert.Equal(HttpStatusCode.OK, (await _outside.SendAsync(new() { ["Pesel"] = "44051401358" })).Status);
        Assert.Equal(1, await _outside.CountAsync());
    }

    [Fact]
    public async Task Programs_are_told_from_people_and_a_double_click_from_a_second_client()
    {
        var stamp = await _outside.StampAsync();
        var (_, quick) = await _outside.PostAsync(new() { ["LastName"] = "" }, stamp);
        Assert.Contains("faster than anyone can type", quick, StringComparison.Ordinal);
        Assert.Contains("Last name: please fill it in", quick, StringComparison.Ordinal);
        _outside.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("Thank you", (await _outside.PostAsync(new() { ["Website"] = "https://example.org" }, stamp)).Page, StringComparison.Ordinal);
        Assert.Equal(0, await _outside.CountAsync());
        Assert.Contains("open for long", (await _outside.PostAsync([], "forged")).Page, StringComparison.Ordinal);
        var thanks = (await _outside.PostAsync([], stamp)).Page;
        Assert.Contains("Thank you", thanks, StringComparison.Ordinal);
        // The page that follows speaks as the form did, and another language of the thanks would be an empty form.
        Assert.Matches("href=\"/[^\"]+\\?culture=en\"", thanks);
        Assert.DoesNotContain("<nav", thanks, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await _outside.PostAsync([], stamp)).Page, StringComparison.Ordinal);
        Assert.Equal(1, await _outside.CountAsync());
        var old = await _outside.StampAsync();
        _outside.Office.Clock.Advance(TimeSpan.FromHours(13));
        var (_, page) = await _outside.PostAsync(new() { ["LastName"] = "Wilk" }, old);
        Assert.Contains("value=\"Wilk\"", page, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await _outside.PostAsync([], OutsidersBrowser.StampOf(page), wait: true)).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_office_cannot_take_it_all_that_was_typed_comes_back_to_be_sent_again_and_a_page_that_fails_says_so()
    {
        var stamp = await _outside.StampAsync();
        _outside.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        await RenameAsync("Submissions", "Away");
        var (status, page) = await _outside.PostAsync(new() { ["LastName"] = "Wilk", ["Note"] = "3 <b>pokoje</b>" }, stamp);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("could not be sent just now", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Wilk\"", page, StringComparison.Ordinal);
        Assert.Contains("3 &lt;b&gt;pokoje&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", page, StringComparison.Ordinal);
        await RenameAsync("Away", "Submissions");
        // As the page that came back sends it.
        Assert.Contains("Thank you", (await _outside.PostAsync(new() { ["LastName"] = "Wilk" }, OutsidersBrowser.StampOf(page))).Page, StringComparison.Ordinal);
        Assert.Equal(1, await _outside.CountAsync());

        await RenameAsync("BrokerForms", "Away");
        using var asked = new HttpRequestMessage(HttpMethod.Get, _outside.Address) { Headers = { { "Accept", "text/html" } } };
        using var answer = await _outside.Browser.SendAsync(asked);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var failed = await answer.Content.ReadAsStringAsync();
        Assert.Contains("This page could not be shown", failed, StringComparison.Ordinal);
        Assert.Contains("href=\"\"", failed, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.Empty(await (await _outside.Browser.GetAsync(_outside.Address)).Content.ReadAsStringAsync());
        await RenameAsync("Away", "BrokerForms");
    }

    private static string HashOf(string page, string open, string close) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Split(open)[1].Split(close)[0])))}";

    private async Task RenameAsync(string table, string to)
    {
        await using var db = _outside.Office.Crm.Open(Actor.System);
#pragma warning disable EF1002 // A table's name is no parameter, and these are the test's own.
        await db.Database.ExecuteSqlRawAsync($"ALTER TABLE \"{table}\" RENAME TO \"{to}\"");
#pragma warning restore EF1002
    }

    [Fact, Trait("Feature", "B22")]
    public async Task Where_the_keys_of_numbers_are_lost_it_is_said_beside_the_number_and_without_it_the_client_is_taken()
    {
        await using (var db = _outside.Office.Crm.Open(Actor.System))
        {
            db.Add(new MatchKey { Secret = new SealedText("of lost keys") });
            await db.SaveChangesAsync();
        }

        var (status, page) = await _outside.SendAsync(new() { ["Pesel"] = "44051401359", ["Note"] = "3 pokoje" }, ("umowa.pdf", "%PDF-1.7"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("this number cannot be taken at the moment", page, StringComparison.Ordinal);
        Assert.Contains("3 pokoje", page, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_outside.Office.Crm.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
        Assert.Equal(HttpStatusCode.OK, (await _outside.SendAsync([])).Status);
        Assert.Equal(1, await _outside.CountAsync());
    }

    [Fact]
    public async Task Another_language_is_spoken_without_losing_a_word_and_a_form_speaks_only_its_own()
    {
        var (_, page) = await _outside.PostAsync(new() { ["LastName"] = "Żółw", ["Note"] = "3 pokoje", ["Speak"] = "pl" }, await _outside.StampAsync(), culture: "pl");
        Assert.Contains("value=\"Żółw\"", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("3 pokoje", page, StringComparison.Ordinal);
        Assert.Contains("Zgłoś swojego klienta", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(0, await _outside.CountAsync());

        var form = Assert.Single(await _outside.Office.Services.GetRequiredService<BrokerFormQueries>().AllAsync(People.Of(BuiltInRoles.Manager), default));
        await _outside.Forms.SaveAsync(People.Of(BuiltInRoles.Manager), form.ToEdit() with { Languages = ["ru"], Words = [new("ru", "Добрый день!\nПередайте клиента.", "Контролёр — <офис>.")] }, default);
        var russian = WebUtility.HtmlDecode(await _outside.Browser.GetStringAsync(_outside.Address));
        Assert.Contains("lang=\"ru\"", russian, StringComparison.Ordinal);
        Assert.Contains("Добрый день!", russian, StringComparison.Ordinal);
        Assert.Contains("Контролёр — <офис>.", russian, StringComparison.Ordinal);
        Assert.DoesNotContain("?culture=pl", russian, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_telephone_of_another_country_and_names_of_any_alphabet_come_through_a_browser_as_they_were_typed()
    {
        foreach (var (phone, e164) in new[] { ("+44 20 7946 0958", "+442079460958"), ("0048 600 111 222", "+48600111222"), ("112", (string?)null) })
        {
            Assert.Equal(HttpStatusCode.OK, (await _outside.SendAsync(new() { ["Phone"] = phone, ["LastName"] = "Łoś-Ёлкина 李 👩‍💻" })).Status);
            await using var db = _outside.Office.Crm.Open(Actor.System);
            Assert.Equal((e164, "Łoś-Ёлкина 李 👩‍💻"), await db.Set<Submission>().OrderByDescending(s => s.Id).Select(s => ValueTuple.Create(s.PhoneE164, s.LastName)).FirstAsync());
        }

        var tooLong = await _outside.SendAsync(new() { ["Note"] = new string('ż', 20_000), ["LastName"] = new string('x', 101) });
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
            (await _outside.Browser.GetAsync(_outside.Address)).Dispose();
        }

        using var answer = await _outside.Browser.GetAsync(_outside.Address);
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
        Assert.Contains("Please wait a minute", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
