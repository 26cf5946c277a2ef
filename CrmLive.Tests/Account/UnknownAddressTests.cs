using System.Net;

namespace CrmLive.Tests.Account;

/// <summary>An address that is none: words for people, the bare status for programs.</summary>
[Trait("Feature", "P17")]
public sealed class UnknownAddressTests : IAsyncLifetime
{
    private WebOffice _office = default!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.OpenAsync();
        await _office.AddUserAsync("ada");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/clients/not-a-number")]
    public async Task Somebody_signed_in_gets_our_page_with_the_true_status(string path)
    {
        using var ada = await _office.SignedInAsync("ada");
        using var answer = await ada.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<html", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_the_bare_status()
    {
        using var ada = await _office.SignedInAsync("ada");
        using var answer = await ada.GetAsync("/api/nothing-of-the-kind", "application/json");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_refused_page_is_not_called_unknown()
    {
        using var ada = await _office.SignedInAsync("ada");
        Assert.Equal("/account/refused", await ada.WhereAsync("/settings/roles"));
    }
}
