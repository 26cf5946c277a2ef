using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P3")]
public sealed class SignInTests : IAsyncLifetime
{
    private WebOffice _office = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task The_right_password_opens_the_page_that_was_asked_for()
    {
        using var ada = _office.Visitor();
        Assert.Equal("/account/sign-in", await ada.WhereAsync("/calls/missed?day=2"));

        using var answer = await ada.SubmitAsync(
            "/account/sign-in?returnUrl=%2Fcalls%2Fmissed%3Fday%3D2", "sign-in", ("Input.Login", " Ada "), ("Input.Password", WebOffice.Password));

        Assert.EndsWith("/calls/missed?day=2", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/", await ada.WhereAsync("/"));
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    public async Task A_sign_in_never_leads_to_another_site(string elsewhere)
    {
        using var ada = _office.Visitor();
        using var answer = await ada.SubmitAsync(
            $"/account/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}", "sign-in", ("Input.Login", "ada"), ("Input.Password", WebOffice.Password));

        Assert.DoesNotContain("elsewhere", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_ins_failures_and_sign_outs_are_in_the_journal_and_the_totals()
    {
        using var ada = _office.Visitor();
        await ada.SignInAsync("ada", "wrong");
        await ada.SignInAsync("nobody", "my password in the wrong field");
        await ada.SignInAsync("ada", WebOffice.Password);
        _office.Clock.Advance(TimeSpan.FromMinutes(7));
        using var _ = await ada.SubmitToAsync("/account/sign-out", from: "/account/sign-in");

        await using var db = _office.Crm.Open(Actor.System);
        var told = await db.Set<Core.Journal.JournalEntry>().Where(e => e.Subject == "user" && e.Event != "user.created").OrderBy(e => e.Seq).ToListAsync();
        Assert.Equal(["user.sign-in-failed", "user.sign-in-failed", "user.signed-in", "user.signed-out"], told.Select(e => e.Event));
        Assert.All(told, e => Assert.Equal("127.0.0.1", e.Ip));
        Assert.Equal(["ada", null, "ada", "ada"], told.Select(e => e.Login));
        Assert.Equal(7 * 60, told[^1].DurationSeconds);
        Assert.Equal(1, (await db.Set<DailyTotal>().SingleAsync(t => t.Measure == Measure.SignIns)).Count);
        Assert.Equal("/account/sign-in", await ada.WhereAsync("/"));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        using var ada = _office.Visitor();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("/account/sign-in", await ada.SignInAsync("ada", "wrong"));
        }

        Assert.Equal("/account/sign-in", await ada.SignInAsync("ada", WebOffice.Password));
        _office.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("/account/sign-in", await ada.SignInAsync("ada", WebOffice.Password));
        _office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("/", await ada.SignInAsync("ada", WebOffice.Password));
    }

    [Fact]
    public async Task A_refusal_does_not_tell_whether_the_login_exists()
    {
        using var visitor = _office.Visitor();
        var wrong = await RefusalAsync(visitor, "ada");
        var unknown = await RefusalAsync(visitor, "nobody");

        Assert.NotEmpty(wrong);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task A_password_is_hashed_with_at_least_210000_iterations()
    {
        var options = new CrmLive.Web.Account.AccountOptions();
        Assert.True(options.PasswordIterations >= 210_000);

        // In the office's own hasher the setting is what counts: the third field of an Identity v3 hash is its iterations.
        await using var office = await WebOffice.OpenAsync(null, "--Account:PasswordIterations", "210000");
        var hasher = (Microsoft.AspNetCore.Identity.IPasswordHasher<User>)office.Services.GetService(typeof(Microsoft.AspNetCore.Identity.IPasswordHasher<User>))!;
        var hash = Convert.FromBase64String(hasher.HashPassword(new User { FirstName = "", LastName = "" }, "x"));
        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
    }

    [Fact]
    public async Task The_sample_offices_sign_ins_are_shown_there_and_nowhere_else()
    {
        using var visitor = _office.Visitor();
        Assert.DoesNotContain("<code>ada</code>", await visitor.TextAsync("/account/sign-in"), StringComparison.Ordinal);

        await _office.ChangeAsync<Core.Office.OfficeSettings>(o => o.IsSample = true, o => true);

        await Eventually.True(
            async () => (await visitor.TextAsync("/account/sign-in")).Contains("<code>ada</code>", StringComparison.Ordinal),
            "the sample's logins are shown");
    }

    private static async Task<string> RefusalAsync(Visitor visitor, string login)
    {
        using var answer = await visitor.SubmitAsync("/account/sign-in", "sign-in", ("Input.Login", login), ("Input.Password", "wrong"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        var start = html.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        return start < 0 ? "" : html[start..html.IndexOf("</p>", start, StringComparison.Ordinal)];
    }
}
