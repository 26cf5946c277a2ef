using System.Buffers;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace CrmLive.Web.Api;

/// <summary><c>POST /api/calls/events</c>; docs/telephony.md shows how to sign.</summary>
public static class CallEvents
{
    // Anonymous to the sign-in: the signature says who it is.
    public static void MapCallEvents(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/calls/events", TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Webhook);

    private static async Task<IResult> TakeAsync(HttpContext http, WebhookFeed feed)
    {
        if (await BodyAsync(http) is not { } body) return Results.Problem($"The body is larger than {WebhookBatch.MostBytes} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);

        var headers = http.Request.Headers;
        var answer = await feed.TakeAsync(headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.Header], headers["Idempotency-Key"], body, http.RequestAborted);
        if (answer.Error is null) return Results.Json(new { answer.Taken, answer.Known, answer.Refused }, statusCode: answer.Status);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
        return Results.Problem(answer.Error, statusCode: answer.Status);
    }

    /// <summary>Null when it is too large: what is over the limit is never read.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > WebhookBatch.MostBytes) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = WebhookBatch.MostBytes + 1;
        var body = new ArrayBufferWriter<byte>(Math.Max(256, (int)(http.Request.ContentLength ?? 4096)));
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            foreach (var part in read.Buffer) body.Write(part.Span);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (body.WrittenCount > WebhookBatch.MostBytes) return null;
            if (read.IsCompleted) return body.WrittenMemory;
        }
    }
}
