using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P2")]
public sealed class FirstRunTests : IAsyncLifetime
{
    private WebOffice _office = default!;

    public async Task InitializeAsync() => _office = await WebOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/calls/online")]
    [InlineData("/account/sign-in")]
    [InlineData("/no/such/page")]
    public async Task While_there_is_no_office_every_address_leads_to_the_first_run(string path)
    {
        using var visitor = _office.Visitor();
        Assert.Equal("/setup", await visitor.WhereAsync(path));
    }

    [Fact]
    public async Task The_first_run_makes_the_office_and_its_administrator_and_is_then_gone()
    {
        using var visitor = _office.Visitor();
        using (var answer = await visitor.SubmitAsync("/setup", "setup", Filled()))
        {
            Assert.Equal("/", Visitor.Where(answer));
        }

        Assert.Equal("/", await visitor.WhereAsync("/"));
        Assert.Equal("/", await visitor.WhereAsync("/setup"));
        await using var db = _office.Crm.Open(Actor.System);
        var office = await db.Set<OfficeSettings>().SingleAsync();
        Assert.Equal(("Nowe biuro", "Europe/Riga", "LV", "EUR", "ru"), (office.Name, office.TimeZone, office.Country, office.Currency, office.Language));
        Assert.False(office.IsSample);
        Assert.Equal("administrator", (await db.Set<User>().Include(u => u.Role).SingleAsync()).Role!.Key);
        Assert.Empty(await db.Set<Client>().ToListAsync());
        Assert.Equal("Europe/Riga", _office.Crm.Office.Time.Zone.Id);
    }

    [Fact]
    public async Task Of_two_who_set_up_at_once_one_becomes_the_administrator()
    {
        using var one = _office.Visitor();
        using var two = _office.Visitor();

        var answers = await Task.WhenAll(one.SubmitAsync("/setup", "setup", Filled("one")), two.SubmitAsync("/setup", "setup", Filled("two")));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK, $"{a.StatusCode}"));
        await using var db = _office.Crm.Open(Actor.System);
        Assert.Single(await db.Set<User>().ToListAsync());
        Assert.Single(await db.Set<OfficeSettings>().ToListAsync());
    }

    [Theory]
    [InlineData("Input.Password", "short")]
    [InlineData("Input.Again", "not the same words")]
    [InlineData("Input.TimeZone", "Nowhere/Nothing")]
    [InlineData("Input.Office", " ")]
    public async Task What_is_wrong_is_said_and_makes_nothing(string field, string value)
    {
        using var visitor = _office.Visitor();
        var fields = Filled().Select(f => f.Name == field ? (f.Name, value) : f).ToArray();

        using var answer = await visitor.SubmitAsync("/setup", "setup", fields);

        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/setup", await visitor.WhereAsync("/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA-AAAA-AAAA-AAAA")]
    public async Task Whoever_cannot_read_this_machine_cannot_claim_its_empty_office(string code)
    {
        using var visitor = _office.Visitor();
        using var answer = await visitor.SubmitAsync("/setup", "setup", [.. Filled().Select(f => f.Name == "Input.Code" ? (f.Name, code) : f)]);
        Assert.Contains("not the setup code", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/setup", await visitor.WhereAsync("/"));
    }

    [Fact]
    public async Task The_code_lies_in_a_file_of_its_owner_is_taken_however_it_is_typed_and_is_gone_with_the_first_run()
    {
        var setup = _office.Services.GetRequiredService<SetupCode>();
        Assert.Equal(Code, (await File.ReadAllTextAsync(setup.File)).Trim());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(setup.File));
        // The same after a restart.
        Assert.Equal(Code, new SetupCode(_office.Services.GetRequiredService<DataOptions>()).Code);

        using var visitor = _office.Visitor();
        var typed = Code.Replace('-', ' ').ToLowerInvariant();
        using var answer = await visitor.SubmitAsync("/setup", "setup", [.. Filled().Select(f => f.Name == "Input.Code" ? (f.Name, typed) : f)]);
        Assert.Equal("/", Visitor.Where(answer));
        Assert.False(File.Exists(setup.File));
    }

    private string Code => _office.Services.GetRequiredService<SetupCode>().Code;

    private (string Name, string Value)[] Filled(string login = "ada") =>
    [
        ("Input.Code", Code), ("Input.Office", "Nowe biuro"), ("Input.TimeZone", "Europe/Riga"), ("Input.Country", "LV"), ("Input.Language", "ru"),
        ("Input.FirstName", "Ada"), ("Input.LastName", "Nowak"), ("Input.Login", login),
        ("Input.Password", WebOffice.Password), ("Input.Again", WebOffice.Password),
    ];
}
