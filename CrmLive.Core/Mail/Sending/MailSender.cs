using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Mail.Sending;

/// <summary>
/// P8: empties the outbox. A batch is leased to one node; each mail is marked before it is handed over and again after, so a node that dies
/// in between leaves at most one a line whose fate nobody knows, and that one is shown instead of being sent twice.
/// </summary>
public sealed partial class MailSender(CrmDb crm, MailRoute route, ILogger<MailSender> log) : BackgroundService
{
    private const int Batch = 1000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>What rings no bell here, another node's mails and those put back, is looked for this often.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The settings ring too: a server entered a moment ago gets what has waited for it.
        using var rings = crm.Bus.Subscribe(LiveTopic.Mail, LiveTopic.Office);
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        var (tick, ring) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), rings.ReadBatchAsync(stoppingToken).AsTask());
        while (true)
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotSend(log, fault);
            }

            await (await Task.WhenAny(tick, ring));
            tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            ring = ring.IsCompleted ? rings.ReadBatchAsync(stoppingToken).AsTask() : ring;
        }
    }

    /// <summary>How many were sent.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var outbox = new OutboxRows(crm);
        await outbox.GiveUpUnansweredAsync(Now, ct);
        var options = await route.NowAsync(ct);
        await using var lines = new MailLines(options, crm);
        while (options.IsSet && await outbox.LeaseAsync(Now, Now + Lease, Batch, ct) is { Count: > 0 } mails)
        {
            try
            {
                var broken = await lines.SendAsync(mails, ct);
                ct.ThrowIfCancellationRequested();
                if (broken is not null)
                {
                    CouldNotReach(log, options.Host, broken.Message);
                    await outbox.PutBackAsync(mails, Now, broken.Message, mail => OutboxMark.BackOff(mail.Attempts));
                    break;
                }
            }
            catch (OperationCanceledException)
            {
                // The node is being stopped: another one, or this one in a moment, need not wait until the lease has run out.
                await outbox.PutBackAsync(mails, Now, why: null, _ => TimeSpan.Zero);
                throw;
            }
        }

        return lines.Sent;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail server {Host} did not take the mails: {Why}. They wait in the outbox.")]
    private static partial void CouldNotReach(ILogger log, string host, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked through; it is tried again shortly.")]
    private static partial void CouldNotSend(ILogger log, Exception fault);
}
