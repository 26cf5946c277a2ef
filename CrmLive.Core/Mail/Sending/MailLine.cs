using System.Collections.Concurrent;
using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>One session with the server, and mail after mail over it. Only what is in its hands, and the few marked to come next, can ever become unclear.</summary>
internal sealed class MailLine(MailOptions options, OutboxMarks marks, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Longer than any server takes that answers at all.</summary>
    private static readonly TimeSpan LongestHandOver = TimeSpan.FromMinutes(10);

    private readonly Queue<LeasedMail> _begun = [];
    private IMailWay? _way;
    private List<OutboxMark> _ended = [];
    private bool _proven;

    public int Sent { get; private set; }

    /// <summary>Why nothing more goes over this line.</summary>
    public Exception? Broken { get; private set; }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="ahead">So many are marked together; from two on, while those before them are handed over.</param>
    public async Task SendAsync(ConcurrentQueue<LeasedMail> waiting, int ahead, CancellationToken ct)
    {
        Task<IReadOnlyList<LeasedMail>>? asked = null;
        try
        {
            while (Broken is null && (_begun.Count > 0 || asked is not null || !waiting.IsEmpty) && await OpenAsync(ct))
            {
                ct.ThrowIfCancellationRequested();
                if (_begun.Count == 0)
                {
                    Begin(await (asked ?? AskAsync(waiting, ahead)));
                    asked = null;
                }

                asked ??= ahead > 1 && !waiting.IsEmpty ? AskAsync(waiting, ahead) : null;
                if (_begun.TryDequeue(out var mail))
                {
                    _ended.Add(await HandOverAsync(mail, ct));
                }
            }
        }
        finally
        {
            Begin(asked is null ? [] : await asked);
            await GiveBackAsync(waiting);
        }
    }

    private void Begin(IReadOnlyList<LeasedMail> marked)
    {
        foreach (var mail in marked)
        {
            _begun.Enqueue(mail);
        }
    }

    /// <summary>Marks what has ended and what comes next; gives those that are still to be sent.</summary>
    private Task<IReadOnlyList<LeasedMail>> AskAsync(ConcurrentQueue<LeasedMail> waiting, int ahead)
    {
        var (ended, next) = (_ended, new List<LeasedMail>(ahead));
        _ended = [];
        while (next.Count < ahead && waiting.TryDequeue(out var mail))
        {
            if (mail.ExpiresAt < Now)
            {
                ended.Add(new OutboxMark(mail, MailState.Failed, Now, MailReasons.TooLate));
            }
            else
            {
                next.Add(mail);
            }
        }

        return marks.WriteAsync(new OutboxMarking { Ended = ended, Next = next, Until = Now + LongestHandOver });
    }

    /// <summary>What was marked and never begun is as it was, and another line may have more luck with it.</summary>
    private async Task GiveBackAsync(ConcurrentQueue<LeasedMail> waiting)
    {
        var (ended, never) = (_ended, _begun.ToList());
        _ended = [];
        _begun.Clear();
        if (ended.Count + never.Count > 0)
        {
            await marks.WriteAsync(new OutboxMarking { Ended = ended, Never = never });
            never.ForEach(waiting.Enqueue);
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

    public ValueTask DisposeAsync() => _way?.DisposeAsync() ?? ValueTask.CompletedTask;
}
