using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Reading;
using CrmLive.Core.Post.Letters;
using CrmLive.Core.Post.Sorting;
using MailKit;
using MailKit.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Post.Reading;

/// <summary>
/// P9: reads the mailbox mail by mail and takes each in once. The server speaks up when one comes, or is asked; a line that breaks is
/// opened again, later each time, and goes on behind the last mail that was taken in.
/// </summary>
public sealed partial class MailboxReader(CrmDb crm, MailRoute route, PostDesk desk, ILogger<MailboxReader> log) : BackgroundService
{
    /// <summary>A node that does not read looks this often whether it should; also how long a server is waited for before the lease is renewed.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>So often one mail may fail for a reason that is not the line's before it is set aside.</summary>
    private const int Patience = 3;

    private readonly MailboxLease _lease = new(crm);
    private (uint Uid, int Times) _stuck;
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rings = crm.Bus.Subscribe(LiveTopic.Office);
        try
        {
            while (true)
            {
                var stirred = rings.ReadBatchAsync(stoppingToken).AsTask();
                var rest = await TurnAsync(() => stirred = stirred.IsCompleted ? rings.ReadBatchAsync(stoppingToken).AsTask() : stirred, stoppingToken);
                await Task.WhenAny(Task.Delay(rest, crm.Clock, stoppingToken), stirred);
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await GiveBackAsync();
        }
    }

    /// <summary>Reads for as long as it goes well and the settings stay; returns how long to rest then.</summary>
    private async Task<TimeSpan> TurnAsync(Func<Task> stirred, CancellationToken ct)
    {
        try
        {
            if (await route.MailboxAsync(ct) is not { } mailbox || !await _lease.TakeAsync(ct))
            {
                return Pace;
            }

            await using var line = await ImapLine.OpenAsync(mailbox, ct);
            while (await _lease.TakeAsync(ct) && mailbox == await route.MailboxAsync(ct))
            {
                await ReadAsync(line, mailbox, ct);
                await line.WaitAsync(line.Idles || mailbox.Poll > Pace ? Pace : mailbox.Poll, stirred(), crm.Clock, ct);
            }

            return TimeSpan.Zero;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            var theirs = fault is OperationCanceledException || ImapLine.IsBroken(fault);
            var why = theirs ? ServerWords.Of(fault) : MailReasons.Ours;
            CouldNotRead(log, why, theirs ? null : fault);
            await SayTroubleAsync(why, ct);
            return TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Shortest.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 10))));
        }
    }

    /// <summary>All there is now, over a line of its own. How many were new.</summary>
    public async Task<int> ReadOnceAsync(CancellationToken ct)
    {
        if (await route.MailboxAsync(ct) is not { } mailbox || !await _lease.TakeAsync(ct))
        {
            return 0;
        }

        await using var line = await ImapLine.OpenAsync(mailbox, ct);
        return await ReadAsync(line, mailbox, ct);
    }

    private async Task<int> ReadAsync(ImapLine line, MailboxOptions mailbox, CancellationToken ct)
    {
        line.Settle();
        var place = await MailboxPlace.FindAsync(crm, mailbox, line.Folder.UidValidity, line.Folder.UidNext?.Id, ct);
        var fresh = await line.Folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(line.Folder.UidValidity, (uint)place.LastUid + 1, uint.MaxValue)), ct);
        var taken = 0;
        // "n:*" means the last mail, too, when n is behind it.
        foreach (var uids in fresh.Where(uid => uid.Id > place.LastUid).OrderBy(uid => uid.Id).Chunk(100))
        {
            foreach (var mail in (await line.Folder.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.Size | MessageSummaryItems.InternalDate, ct)).OrderBy(m => m.UniqueId.Id))
            {
                if (mail.InternalDate is not { } at || at.UtcDateTime >= place.Since)
                {
                    taken += await TakeAsync(line, mailbox, mail, ct) ? 1 : 0;
                }
            }

            await _lease.TakeAsync(ct);
        }

        _failures = 0;
        await _lease.IsWellAsync(line.Idles, ct);
        return taken;
    }

    private async Task<bool> TakeAsync(ImapLine line, MailboxOptions mailbox, IMessageSummary mail, CancellationToken ct)
    {
        var (uid, bytes) = (mail.UniqueId, mail.Size ?? 0L);
        if (bytes > mailbox.MostBytes)
        {
            return await desk.SetAsideAsync(SetAside.Of(mail, ReceivedKind.TooLarge, crm.Clock), uid.Id, ct) is not null;
        }

        try
        {
            using var message = await line.Folder.GetMessageAsync(uid, ct);
            var kind = await desk.TakeAsync(LetterReader.Read(message, crm.Clock.GetUtcNow().UtcDateTime), mailbox, uid.Id, bytes, ct);
            return kind is not null;
        }
        catch (MessageNotFoundException)
        {
            // Somebody has removed it meanwhile.
            return false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !ImapLine.IsBroken(fault))
        {
            _stuck = _stuck.Uid == uid.Id ? (uid.Id, _stuck.Times + 1) : (uid.Id, 1);
            if (_stuck.Times < Patience)
            {
                throw new MailboxFault(fault);
            }

            SettingAside(log, uid.Id, fault);
            return await desk.SetAsideAsync(SetAside.Of(mail, ReceivedKind.Unreadable, crm.Clock), uid.Id, ct) is not null;
        }
    }

    private async Task SayTroubleAsync(string why, CancellationToken ct)
    {
        try
        {
            await _lease.IsInTroubleAsync(why, ct);
        }
        catch (System.Data.Common.DbException)
        {
            // The database is away: that is told elsewhere.
        }
    }

    private async Task GiveBackAsync()
    {
        try
        {
            await _lease.GiveBackAsync(CancellationToken.None);
        }
        catch (Exception gone) when (gone is System.Data.Common.DbException or ObjectDisposedException)
        {
            // It runs out by itself.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox cannot be read: {Why}. It is tried again.")]
    private static partial void CouldNotRead(ILogger log, string why, Exception? fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Uid} of the mailbox could not be taken in; it is listed as unreadable.")]
    private static partial void SettingAside(ILogger log, uint uid, Exception fault);
}
