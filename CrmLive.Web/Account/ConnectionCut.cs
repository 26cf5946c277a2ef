namespace CrmLive.Web.Account;

/// <summary>A circuit or hub connection lives as long as its request: when its session ends, so does the line, whatever the page on it believes.</summary>
public static class ConnectionCut
{
    public static void UseConnectionCut(this WebApplication app) => app.Use(async (http, next) =>
    {
        var isLine = http.WebSockets.IsWebSocketRequest || http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
        if (!isLine || http.User.Identity is not { IsAuthenticated: true })
        {
            await next(http);
            return;
        }

        using var held = http.RequestServices.GetRequiredService<Visits>().Hold(http.User, http.Abort);
        await next(http);
    });
}
