using System.Net;
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
    public async Task The_whole_page_is_small_sets_no_cookie_needs_no_script_and_offers_only_what_the_form_offers()
    {
        using var answer = await _broker.GetAsync(_address);
        var page = await answer.Content.ReadAsStringAsync();
        var sheet = await _broker.GetByteArrayAsync("/form.css");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(page.Length + sheet.Length, 1, 30_000);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("Zielona", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ukryta", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
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
        Assert.Equal(0, await CountAsync());
    }

    [Fact, Trait("Feature", "B20")]
    public async Task The_brokers_page_shows_the_state_and_takes_an_answer_into_the_thread()
    {
        await SendAsync([]);
        await using var db = _office.Crm.Open(Actor.System);
        var one = await db.Set<Submission>().SingleAsync();
        var page = await _broker.GetStringAsync("/broker/" + one.BrokerKey);
        Assert.Contains("Waiting for a decision", page, StringComparison.Ordinal);
        Assert.DoesNotContain("600", page, StringComparison.Ordinal);
        using var sent = await _broker.PostAsync("/broker/" + one.BrokerKey, new FormUrlEncodedContent([new("Text", "He calls <i>tomorrow</i>.")]));
        Assert.Contains("He calls &lt;i&gt;tomorrow&lt;/i&gt;.", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var guessed = await _broker.GetAsync("/broker/guessed");
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        Assert.Equal((true, "He calls <i>tomorrow</i>."), await db.Set<SubmissionMessage>().Select(m => ValueTuple.Create(m.FromBroker, m.Text)).SingleAsync());
    }

    private async Task<int> CountAsync()
    {
        await using var db = _office.Crm.Open(Actor.System);
        return await db.Set<Submission>().CountAsync();
    }

    private async Task<(HttpStatusCode Status, string Page)> SendAsync(Dictionary<string, string> typed, params (string Name, byte[] Bytes)[] files) =>
        await PostAsync(typed, await StampAsync(), wait: true, files);

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(Dictionary<string, string> typed, string stamp, bool wait = false, params (string Name, byte[] Bytes)[] files)
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

        using var answer = await _broker.PostAsync(_address, form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> StampAsync() => StampOf(await _broker.GetStringAsync(_address));

    private static string StampOf(string page) => StampField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"Stamp\" value=\"([^\"]+)\"")]
    private static partial Regex StampField();
}
