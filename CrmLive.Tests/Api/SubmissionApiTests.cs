using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Api;

/// <summary>Brokers' programs over HTTP: the same rules as the page, told as a program wants them told.</summary>
[Trait("Feature", "P22"), Trait("Feature", "B2")]
public sealed class SubmissionApiTests : IAsyncLifetime, IDisposable
{
    private WebOffice _office = default!;
    private HttpClient _program = default!;
    private Actor _administrator = Actor.Nobody;
    private int _form, _other, _offered, _hidden;

    private BrokerFormCommands Forms => _office.Services.GetRequiredService<BrokerFormCommands>();

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync(null, "--Limits:ApiPerMinute", "40");
        var admin = await _office.AddUserAsync("ada", "administrator");
        _administrator = People.Of(BuiltInRoles.Administrator, userId: admin.Id);
        await using var db = _office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Warsaw" };
        var (offered, hidden) = (new Investment { Name = "Zielona", Branch = branch }, new Investment { Name = "Ukryta", Branch = branch });
        db.AddRange(offered, hidden);
        await db.SaveChangesAsync();
        (_offered, _hidden) = (offered.Id, hidden.Id);
        _form = (await Forms.SaveAsync(_administrator, new BrokerFormEdit { Name = "Dom i Klucz", Asks = BrokerFormFields.Phone | BrokerFormFields.Pesel, Needs = BrokerFormFields.Phone, TakesDocuments = true, InvestmentIds = [_offered] }, default)).Id;
        _other = (await Forms.SaveAsync(_administrator, new BrokerFormEdit { Name = "Other" }, default)).Id;
        _program = Program((await Forms.MakeTokenAsync(_administrator, _form, default))!);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public void Dispose() => _program.Dispose();

    [Fact, Trait("Feature", "B1")]
    public async Task A_token_of_a_form_sees_that_form_as_it_is_offered_and_no_other()
    {
        var forms = await _program.GetFromJsonAsync<JsonElement>("/api/v1/forms");
        var one = Assert.Single(forms.EnumerateArray());
        Assert.Equal(_form, one.GetProperty("id").GetInt32());
        Assert.Equal(["Zielona"], one.GetProperty("investments").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
        Assert.Equal(["phone", "pesel"], one.GetProperty("asks").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(["phone"], one.GetProperty("needs").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await _program.GetAsync($"/api/v1/forms/{_other}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(new { formId = _other, firstName = "Jan", lastName = "Nowak", phone = "600111222", brokerName = "H", brokerPhone = "1" })).Status);
        // A token made under Settings hands in wherever its owner's office has a form.
        using var any = Program(await _office.Services.GetRequiredService<ApiTokens>().CreateAsync(_administrator, "portal", _administrator.UserId!.Value, [SubmissionPermissions.HandIn], default));
        Assert.Equal(2, (await any.GetFromJsonAsync<JsonElement>("/api/v1/forms")).GetArrayLength());
    }

    [Fact]
    public async Task A_client_handed_in_is_created_once_a_key_and_no_personal_number_comes_back()
    {
        var jan = Jan();
        var (status, body, location) = await PostAsync(jan, "order 17".Replace(' ', '-'));
        Assert.Equal(HttpStatusCode.Created, status);
        var id = body.GetProperty("id").GetInt32();
        Assert.Equal($"/api/v1/submissions/{id}", location);
        Assert.Equal("Checksum", body.GetProperty("warnings").GetProperty("pesel").GetString());
        Assert.DoesNotContain("44051401358", body.GetRawText(), StringComparison.Ordinal);
        var (again, same, _) = await PostAsync(jan, "order-17");
        Assert.Equal((HttpStatusCode.OK, id), (again, same.GetProperty("id").GetInt32()));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(jan, "order-18")).Status);

        // The page of the answer is the broker's own, and opens.
        using var browser = new HttpClient();
        Assert.Contains("Jan Nowak", await browser.GetStringAsync(body.GetProperty("page").GetString()), StringComparison.Ordinal);
        var state = await _program.GetFromJsonAsync<JsonElement>(location);
        Assert.Equal("pending", state.GetProperty("status").GetString());
        await using var db = _office.Crm.Open(Actor.System);
        var row = await db.Set<Submission>().OrderBy(s => s.Id).FirstAsync();
        Assert.Equal(("Nowak", "+48600111222", _offered, "pl", (string?)null), (row.LastName, row.PhoneE164, row.InvestmentId, row.Language, row.Email));
        Assert.Equal(ActorChannel.Api, await db.Set<Core.Journal.JournalEntry>().Where(e => e.Event == "submission.created").Select(e => e.Channel).FirstAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_field_for_people_and_for_programs_and_nothing_is_taken()
    {
        _program.DefaultRequestHeaders.AcceptLanguage.ParseAdd("pl");
        var (status, body, _) = await PostAsync(new { formId = _form, firstName = "", lastName = new string('x', 200), brokerName = "Halina", brokerEmail = "halina@", investmentId = _hidden });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var codes = body.GetProperty("codes");
        Assert.Equal(("Missing", "TooLong", "Missing", "EmailWrong", "InvestmentNotOffered"),
            (codes.GetProperty("firstName")[0].GetString(), codes.GetProperty("lastName")[0].GetString(), codes.GetProperty("phone")[0].GetString(), codes.GetProperty("brokerEmail")[0].GetString(), codes.GetProperty("investmentId")[0].GetString()));
        Assert.Contains("wype", body.GetProperty("errors").GetProperty("firstName")[0].GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(422, body.GetProperty("status").GetInt32());
        await Forms.SwitchAsync(_administrator, _form, false, default);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(Jan())).Status);
        Assert.Empty((await _program.GetFromJsonAsync<JsonElement>("/api/v1/forms")).EnumerateArray());
        Assert.Equal(0, await CountAsync());
    }

    [Fact, Trait("Feature", "B16")]
    public async Task Files_come_as_multipart_after_the_fields_and_a_page_in_disguise_is_refused()
    {
        var (status, body) = await SendFilesAsync(("umowa.pdf", "%PDF-1.7"u8.ToArray()), ("skan.pdf", "<html><script>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("skan.pdf", body.GetProperty("errors").GetProperty("documents")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await SendFilesAsync(("umowa.pdf", "%PDF-1.7"u8.ToArray()))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendFilesAsync([.. Enumerable.Range(0, 30).Select(i => ($"{i}.pdf", "%PDF-1.7"u8.ToArray()))])).Status);
        await using var db = _office.Crm.Open(Actor.System);
        Assert.Equal("umowa.pdf", (await db.Set<SubmissionDocument>().SingleAsync()).Name);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"formId\":\"one\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"formId\":99}", "application/json", HttpStatusCode.NotFound)]
    [InlineData("formId=1", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("<submission/>", "text/xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("--no parts", "multipart/form-data; boundary=x", HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_no_submission_is_answered_with_a_problem(string body, string type, HttpStatusCode expected)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await _program.PostAsync("/api/v1/submissions", content);
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Without_a_token_with_a_cookie_without_the_right_or_too_often_nothing_is_done_and_the_problem_says_why()
    {
        using var nobody = new HttpClient { BaseAddress = _office.Address };
        using var refused = await nobody.PostAsJsonAsync("/api/v1/submissions", Jan());
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, refused.Headers.WwwAuthenticate.ToString()));
        using var guessed = Program("crm_guessed");
        Assert.Equal(HttpStatusCode.Unauthorized, (await guessed.GetAsync("/api/v1/forms")).StatusCode);
        // A page of another site may make a browser send its cookie, never a token.
        using var ada = await _office.SignedInAsync("ada");
        Assert.Equal(HttpStatusCode.Unauthorized, (await ada.Http.GetAsync("/api/v1/forms")).StatusCode);
        using var without = Program(await _office.Services.GetRequiredService<ApiTokens>().CreateAsync(_administrator, "display", _administrator.UserId!.Value, [SubmissionPermissions.View], default));
        using var may = await without.GetAsync("/api/v1/forms");
        Assert.Equal(HttpStatusCode.Forbidden, may.StatusCode);
        Assert.Contains(SubmissionPermissions.HandIn, await may.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Jan(), "two words")).Status);

        using var last = await LastOfAsync(45);
        Assert.Equal((HttpStatusCode.TooManyRequests, "60", "application/problem+json"), (last.StatusCode, last.Headers.RetryAfter?.ToString(), last.Content.Headers.ContentType?.MediaType));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task The_document_tells_programs_of_every_address_and_of_nothing_else()
    {
        var document = await new HttpClient { BaseAddress = _office.Address }.GetFromJsonAsync<JsonElement>("/api/openapi.json");
        Assert.Equal(["/api/v1/forms", "/api/v1/forms/{formId}", "/api/v1/submissions", "/api/v1/submissions/{submissionId}"], document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order());
        var taken = document.GetProperty("paths").GetProperty("/api/v1/submissions").GetProperty("post");
        Assert.Equal(["application/json", "multipart/form-data"], taken.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(c => c.Name).Order());
        Assert.Superset(new HashSet<string> { "200", "201", "400", "401", "403", "404", "413", "415", "422", "429" }, taken.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToHashSet());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
    }

    private object Jan() => new { formId = _form, investmentId = _offered, firstName = "Jan", lastName = "Nowak", phone = "600 111 222", pesel = "44051401358", email = "not@asked.example", brokerName = "Halina Rogowska", brokerEmail = "halina@example.net", language = "pl" };

    private HttpClient Program(string token)
    {
        var program = new HttpClient { BaseAddress = _office.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return program;
    }

    private async Task<HttpResponseMessage> LastOfAsync(int times)
    {
        for (var i = 1; i < times; i++)
        {
            (await _program.GetAsync("/api/v1/forms")).Dispose();
        }

        return await _program.GetAsync("/api/v1/forms");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body, string? Location)> PostAsync(object submission, string? once = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions") { Content = JsonContent.Create(submission) };
        if (once is not null)
        {
            request.Headers.Add("Idempotency-Key", once);
        }

        using var answer = await _program.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(), answer.Headers.Location?.ToString());
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendFilesAsync(params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("formId", $"{_form}"), ("firstName", "Jan"), ("lastName", "Nowak"), ("phone", "600 111 222"), ("brokerName", "Halina"), ("brokerPhone", "600 999 888") })
        {
            form.Add(new StringContent(value, Encoding.UTF8), name);
        }

        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "documents", name);
        }

        using var answer = await _program.PostAsync("/api/v1/submissions", form);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<int> CountAsync()
    {
        await using var db = _office.Crm.Open(Actor.System);
        return await db.Set<Submission>().CountAsync();
    }
}
