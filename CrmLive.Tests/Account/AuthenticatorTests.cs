using System.Net;
using System.Text.RegularExpressions;
using CrmLive.Web.Account;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P3")]
public sealed partial class AuthenticatorTests : IAsyncLifetime
{
    private WebOffice _office = default!;
    private byte[] _key = [];
    private IReadOnlyList<string> _recoveryCodes = [];

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task With_the_app_on_the_password_alone_opens_nothing()
    {
        using (var ada = await _office.SignedInAsync("ada"))
        {
            await TurnOnAsync(ada);
            Assert.Equal("/", await ada.WhereAsync("/"));
        }

        using var again = _office.Visitor();
        Assert.Equal("/account/second-step", await again.SignInAsync("ada", WebOffice.Password));
        Assert.Equal("/account/sign-in", await again.WhereAsync("/"));
        Assert.Equal("200", await SecondStepAsync(again, "000000"));
        _office.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("/", await SecondStepAsync(again, CodeNow()));
        Assert.Equal("/", await again.WhereAsync("/"));
    }

    [Fact]
    public async Task A_code_opens_the_door_once()
    {
        using (var ada = await _office.SignedInAsync("ada"))
        {
            await TurnOnAsync(ada);
        }

        using var first = _office.Visitor();
        await first.SignInAsync("ada", WebOffice.Password);
        _office.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = CodeNow();
        Assert.Equal("/", await SecondStepAsync(first, code));

        using var second = _office.Visitor();
        await second.SignInAsync("ada", WebOffice.Password);
        Assert.Equal("200", await SecondStepAsync(second, code));
    }

    [Fact]
    public async Task A_recovery_code_opens_the_door_once_and_is_not_kept_in_the_clear()
    {
        using (var ada = await _office.SignedInAsync("ada"))
        {
            await TurnOnAsync(ada);
        }

        Assert.Equal(10, _recoveryCodes.Count);
        await using (var db = _office.Crm.Open(Core.Access.Actor.System))
        {
            Assert.DoesNotContain(db.Set<Microsoft.AspNetCore.Identity.IdentityUserToken<int>>().Select(t => t.Value).ToList(), v => v!.Contains(_recoveryCodes[0], StringComparison.Ordinal));
        }

        using var first = _office.Visitor();
        await first.SignInAsync("ada", WebOffice.Password);
        Assert.Equal("/", await SecondStepAsync(first, _recoveryCodes[3], "&with=recovery"));

        using var second = _office.Visitor();
        await second.SignInAsync("ada", WebOffice.Password);
        Assert.Equal("200", await SecondStepAsync(second, _recoveryCodes[3], "&with=recovery"));
        Assert.Equal("/", await SecondStepAsync(second, _recoveryCodes[4], "&with=recovery"));
    }

    [Fact]
    public async Task A_role_that_demands_the_app_lets_nobody_past_its_setting_up()
    {
        await _office.AddUserAsync("boss", "manager", requiresTwoFactor: true);
        using var boss = await _office.SignedInAsync("boss");

        Assert.Equal("/account/authenticator", await boss.WhereAsync("/"));
        Assert.Equal("/account/authenticator", await boss.WhereAsync("/calls/online"));
        await TurnOnAsync(boss);
        Assert.Equal("/", await boss.WhereAsync("/"));
    }

    [Fact]
    public async Task Turning_the_app_off_asks_for_the_password()
    {
        using var ada = await _office.SignedInAsync("ada");
        await TurnOnAsync(ada);

        using (await ada.SubmitAsync("/account/authenticator", "change", ("Change.Password", "wrong"), ("Change.What", "off")))
        {
            Assert.DoesNotContain("otpauth", await ada.TextAsync("/account/authenticator"), StringComparison.Ordinal);
            Assert.DoesNotContain("account-qr", await ada.TextAsync("/account/authenticator"), StringComparison.Ordinal);
        }

        using var _ = await ada.SubmitAsync("/account/authenticator", "change", ("Change.Password", WebOffice.Password), ("Change.What", "off"));
        Assert.Contains("account-qr", await ada.TextAsync("/account/authenticator"), StringComparison.Ordinal);
    }

    private async Task TurnOnAsync(Visitor visitor)
    {
        var page = await visitor.TextAsync("/account/authenticator");
        _key = Totp.KeyOf(Key().Match(page).Groups[1].Value);
        using var answer = await visitor.SubmitAsync("/account/authenticator", "turn-on", ("TurnOn.Code", CodeNow()));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        _recoveryCodes = [.. Code().Matches(await answer.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(_recoveryCodes);
    }

    private string CodeNow() => Totp.CodeAt(_key, Totp.StepAt(_office.Clock.GetUtcNow()));

    private static async Task<string> SecondStepAsync(Visitor visitor, string code, string query = "")
    {
        using var answer = await visitor.SubmitAsync($"/account/second-step?returnUrl=%2F{query}", "second-step", ("Input.Code", code));
        return Visitor.Where(answer);
    }

    [GeneratedRegex("<code>((?:[A-Z2-7]{4} ?)+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>")]
    private static partial Regex Code();
}
