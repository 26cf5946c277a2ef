using System.Collections.Concurrent;
using System.Net;
using CrmLive.Tests.Account;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmLive.Tests.Operating;

[Trait("Feature", "P21")]
public sealed class FailedPageTests
{
    [Fact]
    public async Task A_page_that_failed_is_logged_by_its_pattern_and_whatever_key_its_address_is_stands_in_no_line()
    {
        await using var office = await WebOffice.OpenAsync(app => app.MapGet("/paper/{key}", string (string key) => throw new InvalidOperationException("torn")).AllowAnonymous());
        using var log = new HeardLog();
        office.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var (status, page) = await AskAsync(office, "/paper/of-nobody-else", "text/html");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("This page could not be shown", page, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains("/paper/{key}", StringComparison.Ordinal) && line.Contains("torn", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("of-nobody-else", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_is_told_the_bare_status_and_what_a_browser_sent_wrongly_keeps_its_own()
    {
        await using var office = await WebOffice.OpenAsync(app =>
        {
            app.MapGet("/torn", string () => throw new InvalidOperationException("torn")).AllowAnonymous();
            app.MapGet("/large", string () => throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge)).AllowAnonymous();
        });
        Assert.Equal((HttpStatusCode.InternalServerError, ""), await AskAsync(office, "/torn", "application/json"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ""), await AskAsync(office, "/large", "text/html"));
    }

    private static async Task<(HttpStatusCode Status, string Page)> AskAsync(WebOffice office, string address, string accept)
    {
        using var browser = new HttpClient { BaseAddress = office.Address };
        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", accept }, { "Accept-Language", "en" } } };
        using var answer = await browser.SendAsync(asked);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class HeardLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
