namespace CrmLive.Web.Hosting;

public static class UnknownAddress
{
    /// <summary>A person who opens an address that is none gets our page and its words, with status 404; programs get the bare 404.</summary>
    /// <remarks>Not <c>UseStatusCodePagesWithReExecute</c>: that would call every refused request a page that does not exist.</remarks>
    public static void UseUnknownAddressPage(this WebApplication app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (!IsUnknownPage(http))
        {
            return;
        }

        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        http.Request.Path = "/not-found";
        // Blazor renders nothing into a response that is a 404 already, so it becomes one again when it is sent.
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await next(http);
    });

    private static bool IsUnknownPage(HttpContext http) =>
        http.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentType: null }
        && HttpMethods.IsGet(http.Request.Method)
        && http.GetEndpoint() is null
        && http.WantsPage();
}
