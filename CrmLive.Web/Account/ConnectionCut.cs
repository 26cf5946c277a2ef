using CrmLive.Core.Live;

namespace CrmLive.Web.Account;

/// <summary>A circuit or hub connection lives as long as its request: when its session ends, so does the line, whatever the page on it believes.</summary>
public static class ConnectionCut
{
    /// <summary>Time for the page to leave by itself, with words, before its line is cut.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    public static void UseConnectionCut(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!http.IsLine() || http.User.Identity is not { IsAuthenticated: true })
        {
            await next(http);
            return;
        }

        using var held = await http.RequestServices.GetRequiredService<Visits>().HoldAsync(http.User, http.RequestAborted);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var watch = CutWhenEndedAsync(http, held.View, closed.Token);
        try
        {
            await next(http);
        }
        finally
        {
            await closed.CancelAsync();
            await watch;
        }
    });

    private static async Task CutWhenEndedAsync(HttpContext http, SharedView<Standing> view, CancellationToken closed)
    {
        try
        {
            var standing = view.Current;
            while (standing.Value.Visit is not null)
            {
                await standing.NextAsync(closed);
                standing = view.Current;
            }

            await Task.Delay(Grace, http.RequestServices.GetRequiredService<TimeProvider>(), closed);
            http.Abort();
        }
        catch (OperationCanceledException)
        {
            // The connection was closed before its session was.
        }
    }
}
