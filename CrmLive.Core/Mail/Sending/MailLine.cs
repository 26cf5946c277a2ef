using System.Collections.Concurrent;
using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>One session with the server, and mail after mail over it. Only the one in its hands can ever become unclear.</summary>
internal sealed class MailLine(MailOptions options, OutboxMarks marks, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Longer than any server takes that answers at all.</summary>
    private static readonly TimeSpan LongestHandOver = TimeSpan.FromMinutes(10);

    private IMailWay? _way;
    private OutboxMark? _ended;
    private bool _proven;

    public int Sent { get; private set; }

    /// <summary>Why nothing more goes over this line.</summary>
    public Exception? Broken { get; private set; }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task SendAsync(ConcurrentQueue<LeasedMail> waiting, CancellationToken ct)
    {
        try
        {
            while (Broken is null && waiting.TryDequeue(out var mail))
            {
                ct.ThrowIfCancellationRequested();
                if (!await OpenAsync(ct))
                {
                    // Another line may have more luck with it.
                    waiting.Enqueue(mail);
                    return;
                }

                await SendAsync(mail, ct);
            }
        }
        finally
        {
            await EndAsync();
        }
    }

    private async Task SendAsync(LeasedMail mail, CancellationToken ct)
    {
        if (mail.ExpiresAt < Now)
        {
            await EndAsync();
            _ended = new OutboxMark(mail, MailState.Failed, Now, MailReasons.TooLate);
            return;
        }

        var begun = await marks.WriteAsync(_ended, mail, Now + LongestHandOver);
        _ended = null;
        if (begun)
        {
            _ended = await HandOverAsync(mail, ct);
        }
    }

    private async Task<OutboxMark> HandOverAsync(LeasedMail mail, CancellationToken ct)
    {
        try
        {
            var answer = await SayAsync(MailLetter.Of(mail, options), ct);
            (_proven, Sent) = (true, Sent + 1);
            return new OutboxMark(mail, MailState.Sent, Now, answer);
        }
        catch (MailUnclear unclear)
        {
            Broken = unclear;
            return new OutboxMark(mail, MailState.Unclear, Now, unclear.Message);
        }
        catch (Exception never) when (never is MailRefused or FormatException or ParseException)
        {
            return new OutboxMark(mail, MailState.Failed, Now, never.Message);
        }
        catch (MailLater later)
        {
            return OutboxMark.Later(mail, Now, later.Message);
        }
        catch (OperationCanceledException stopping)
        {
            Broken = stopping;
            return new OutboxMark(mail, MailState.Queued, Now, Answer: null, Now);
        }
        catch (Exception fault)
        {
            Broken = fault;
            return OutboxMark.Later(mail, Now, fault.Message);
        }
    }

    /// <summary>A server that takes only so many mails a session is simply called again.</summary>
    private async Task<string> SayAsync(MimeMessage letter, CancellationToken ct)
    {
        try
        {
            return await _way!.SendAsync(letter, ct);
        }
        catch (MailSessionOver) when (_proven)
        {
            await _way!.DisposeAsync();
            _proven = false;
            _way = await SmtpWay.OpenAsync(options, ct);
            return await _way.SendAsync(letter, ct);
        }
    }

    private async Task<bool> OpenAsync(CancellationToken ct)
    {
        try
        {
            _way ??= options.Folder.Length > 0 ? new FolderWay(options.Folder) : await SmtpWay.OpenAsync(options, ct);
        }
        catch (MailWayClosed closed)
        {
            Broken = closed;
        }

        return Broken is null;
    }

    private async Task EndAsync()
    {
        if (_ended is { } ended)
        {
            await marks.WriteAsync(ended, next: null, until: default);
            _ended = null;
        }
    }

    public ValueTask DisposeAsync() => _way?.DisposeAsync() ?? ValueTask.CompletedTask;
}
