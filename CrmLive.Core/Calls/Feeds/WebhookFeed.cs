using CrmLive.Core.Data;
using CrmLive.Core.Telephony.Webhook;

namespace CrmLive.Core.Calls.Feeds;

/// <summary>The signed webhook's way into the intake (C1): for every exchange that can send an HTTP request.</summary>
public sealed class WebhookFeed(CrmDb crm, CallIntake intake, WebhookKeys keys)
{
    public async Task<WebhookAnswer> TakeAsync(string? timestamp, string? signature, string? idempotencyKey, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var inForce = await keys.InForceAsync(ct);
        if (inForce.Count == 0) return WebhookAnswer.No(404, "The webhook is switched off.");
        var (key, refusal) = WebhookSignature.Check(inForce, timestamp, signature, body.Span, now);
        if (key is null) return WebhookAnswer.No(401, refusal!);
        try
        {
            return await TakeAsync(WebhookBatch.Parse(body, key.Name, idempotencyKey, now), ct);
        }
        catch (WebhookBodyException unreadable)
        {
            return WebhookAnswer.No(400, unreadable.Message);
        }
        catch (IntakeFailed)
        {
            return WebhookAnswer.No(503, "The events could not be kept just now; please send them again.");
        }
    }

    private async Task<WebhookAnswer> TakeAsync(WebhookBatch batch, CancellationToken ct)
    {
        var answer = await intake.AcceptAsync([.. batch.Events.Select(read => read.Event)], ct);
        var refused = answer.Refused.Select(refused => new WebhookRefusal(batch.Events[refused.Index].Index, refused.Reason));
        return new WebhookAnswer(answer.Taken, answer.Known, [.. batch.Refused.Concat(refused).OrderBy(refused => refused.Index)]);
    }
}

/// <summary>What the sender is told: what stands in it as taken or known is durable and need not be sent again.</summary>
/// <param name="Known">Had come before.</param>
public sealed record WebhookAnswer(int Taken, int Known, IReadOnlyList<WebhookRefusal> Refused)
{
    /// <summary>422 when nothing at all could be taken, so that a sender that looks no further still notices.</summary>
    public int Status { get; private init; } = Refused.Count > 0 && Taken + Known == 0 ? 422 : 200;

    /// <summary>Why the request as a whole was not taken.</summary>
    public string? Error { get; private init; }

    internal static WebhookAnswer No(int status, string error) => new(0, 0, []) { Status = status, Error = error };
}
