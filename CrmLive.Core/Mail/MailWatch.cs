using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Mail;

/// <summary>Looks whether mails get out, once for all screens of this node; time alone can make it worse, so it looks without being rung too.</summary>
public sealed partial class MailWatch(CrmDb crm, MailRoute route, SharedView<MailStanding> view, ILogger<MailWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    /// <summary>A burst of mails is looked at once.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rings = crm.Bus.Subscribe(LiveTopic.Mail, LiveTopic.Office);
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        var (tick, ring) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), rings.ReadBatchAsync(stoppingToken).AsTask());
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotLook(log, fault);
            }

            await (await Task.WhenAny(tick, ring));
            if (ring.IsCompleted)
            {
                await Task.Delay(Rest, crm.Clock, stoppingToken);
                ring = rings.ReadBatchAsync(stoppingToken).AsTask();
            }

            tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
        }
    }

    public async Task LookAsync(CancellationToken ct)
    {
        var options = await route.NowAsync(ct);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var since = now.AddMinutes(-options.AlarmMinutes);
        await using var db = crm.Open(Actor.System);
        // What is to go later by its own wish has no answer yet and is not due.
        var stuck = await db.Set<OutboxMail>()
            .Where(m => (m.State == MailState.Queued || m.State == MailState.Sending) && m.QueuedAt <= since && (m.DueAt <= now || m.Answer != null))
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), Since = g.Min(m => m.QueuedAt) }).FirstOrDefaultAsync(ct);
        var gets = stuck is null || await db.Set<OutboxMail>().AnyAsync(m => m.SentAt > since, ct);
        var standing = new MailStanding { IsSet = options.IsSet };
        if (!gets)
        {
            var why = await db.Set<OutboxMail>().Where(m => m.State == MailState.Queued && m.Answer != null).OrderByDescending(m => m.DueAt).Select(m => m.Answer).FirstOrDefaultAsync(ct);
            standing = standing with { Waiting = stuck!.Count, StuckSince = stuck.Since, Why = why };
        }

        if (standing != view.Current.Value)
        {
            view.Publish(standing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether mails get out could not be looked at; it is tried again shortly.")]
    private static partial void CouldNotLook(ILogger log, Exception fault);
}

/// <summary>Whether mails get out of the house.</summary>
public sealed record MailStanding
{
    /// <summary>False while there is no mail server: mails wait.</summary>
    public bool IsSet { get; init; } = true;

    /// <summary>The oldest mail that should be gone, while none gets out; null when all is well.</summary>
    public DateTime? StuckSince { get; init; }

    public int Waiting { get; init; }

    /// <summary>The server's last words.</summary>
    public string? Why { get; init; }
}
