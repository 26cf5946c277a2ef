namespace CrmLive.Web.Submissions;

/// <summary>What the pages for outsiders ask of a request.</summary>
internal static class PublicRequests
{
    /// <summary>No copy on the way and none in a shared browser; the address is a key, so it is told to no other site.</summary>
    public static void KeepNowhere(this HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        // It makes the browser begin a new process for the page, half of the wait for its first paint. What it keeps from whoever
        // opened the window is of no use here: there is no session, and who opens a link knows it.
        http.Response.Headers.Remove("Cross-Origin-Opener-Policy");
    }

    /// <summary>Null when it is larger than may be, or no form at all.</summary>
    public static async Task<IFormCollection?> SentAsync(this HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }
}
