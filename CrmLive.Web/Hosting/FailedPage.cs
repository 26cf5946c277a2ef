using CrmLive.Core.Common;
using CrmLive.Web.Submissions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Hosting;

public static partial class FailedPage
{
    /// <summary>A person whose page failed on its way gets our words and a way to try again, with status 500, where a browser shows an empty sheet else; programs get the bare 500.</summary>
    /// <remarks>Not <c>UseExceptionHandler</c>: that takes the security headers away before it answers.</remarks>
    public static void UseFailedPage(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (fault is not BadHttpRequestException && !http.Response.HasStarted && http.WantsPage() && !http.RequestAborted.IsCancellationRequested)
        {
            // By its pattern: the address itself may be a private link, which no log may hold.
            Failed(app.Logger, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, fault);
            await SayAsync(http);
        }
    });

    internal static bool WantsPage(this HttpContext http) => http.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) ?? false);

    private static Task SayAsync(HttpContext http)
    {
        var text = http.RequestServices.GetRequiredService<IStringLocalizer<SubmissionsText>>();
        http.KeepNowhere();
        return new RazorComponentResult<PublicWordPage>(new
        {
            Title = text["Page.Failed"].Value,
            Text = text["Page.FailedText"].Value,
            Languages = Array.Empty<string>(),
            // The same address again, whatever it is.
            Links = new ValueList<(string, string)>([("", text["Again"].Value)]),
        }) { StatusCode = StatusCodes.Status500InternalServerError }.ExecuteAsync(http);
    }

    [LoggerMessage(LogLevel.Error, "The page {Page} could not be shown")]
    private static partial void Failed(ILogger log, string? page, Exception fault);
}
