using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace CrmLive.Core.Mail;

/// <summary>
/// P8: empties the outbox. A batch is leased to one node; each mail is marked before it is handed over and again after, so a node that dies
/// in between leaves at most one whose fate nobody knows, and that one is shown instead of being sent twice.
/// </summary>
public sealed partial class MailSender(CrmDb crm, MailOptions options, ILogger<MailSender> log) : BackgroundService
{
    private const int Batch = 50;
    private const int MostAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>What rings no bell here, another node's mails and those put back, is looked for this often.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsSet)
        {
            return;
        }

        using var rings = crm.Bus.Subscribe(LiveTopic.Mail);
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
        var sent = 0;
        while (await outbox.LeaseAsync(Now, Now + Lease, Batch, ct) is { Count: > 0 } mails)
        {
            var (count, broken) = await SendAsync(outbox, mails, ct);
            sent += count;
            if (broken)
            {
                break;
            }
        }

        return sent;
    }

    private async Task<(int Sent, bool Broken)> SendAsync(OutboxRows outbox, IReadOnlyList<LeasedMail> mails, CancellationToken ct)
    {
        var sent = 0;
        IMailWay? way = null;
        try
        {
            way = options.Folder.Length > 0 ? new FolderWay(options.Folder) : await SmtpWay.OpenAsync(options, ct);
            foreach (var mail in mails)
            {
                sent += await SendOneAsync(outbox, way, mail, ct) ? 1 : 0;
            }

            return (sent, false);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            // The server cannot be reached, or the session broke: whatever this batch has not begun is put back for later.
            CouldNotReach(log, options.Host, broken.Message);
            await outbox.PutBackAsync(mails, Now, broken.Message, BackOff, ct);
            return (sent, true);
        }
        finally
        {
            if (way is not null)
            {
                await way.DisposeAsync();
            }
        }
    }

    private async Task<bool> SendOneAsync(OutboxRows outbox, IMailWay way, LeasedMail mail, CancellationToken ct)
    {
        if (mail.ExpiresAt < Now)
        {
            await outbox.EndAsync(mail, MailState.Failed, Now, "Too late.", ct);
            return false;
        }

        if (!await outbox.BeginAsync(mail, Now, ct))
        {
            return false;
        }

        try
        {
            await way.SendAsync(Message(mail), ct);
        }
        catch (MailUnclear unclear)
        {
            await outbox.EndAsync(mail, MailState.Unclear, Now, unclear.Message, CancellationToken.None);
            throw;
        }
        catch (Exception refused) when (refused is MailRefused or FormatException or ParseException)
        {
            await outbox.EndAsync(mail, MailState.Failed, Now, refused.Message, ct);
            return false;
        }
        catch (MailLater later)
        {
            await LaterAsync(outbox, mail, later.Message);
            return false;
        }
        catch (Exception fault)
        {
            await LaterAsync(outbox, mail, fault.Message);
            throw;
        }

        await outbox.EndAsync(mail, MailState.Sent, Now, null, CancellationToken.None);
        return true;
    }

    /// <summary>Nothing was handed over: it may go again, later each time, and not for ever.</summary>
    private Task<bool> LaterAsync(OutboxRows outbox, LeasedMail mail, string why) => mail.Attempts + 1 >= MostAttempts
        ? outbox.EndAsync(mail, MailState.Failed, Now, why, CancellationToken.None)
        : outbox.AgainAsync(mail, Now + BackOff(mail.Attempts), why, CancellationToken.None);

    /// <summary>Half a minute, one, two … up to an hour.</summary>
    internal static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 30 * Math.Pow(2, attempts)));

    private MimeMessage Message(LeasedMail mail)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = new DateTimeOffset(mail.QueuedAt),
            // The same for every attempt, so that a server on the way can tell a repetition.
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{mail.Key}@{Domain}"),
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private string Domain => options.From.Split('@') is [_, { Length: > 0 } domain] ? domain : "crmlive.invalid";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail server {Host} did not take the mails: {Why}. They wait in the outbox.")]
    private static partial void CouldNotReach(ILogger log, string host, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked through; it is tried again shortly.")]
    private static partial void CouldNotSend(ILogger log, Exception fault);
}
