using System.Collections.Concurrent;
using CrmLive.Core.Data;

namespace CrmLive.Core.Mail.Sending;

/// <summary>As many lines to the server as the work is worth, kept for the whole round.</summary>
internal sealed class MailLines(MailOptions options, CrmDb crm) : IAsyncDisposable
{
    /// <summary>Opening a session costs about as much as so many mails.</summary>
    private const int WorthALine = 8;

    /// <summary>
    /// Where much waits, so many are marked at once while as many are handed over, so that the disk and the server work at the same time.
    /// If the power fails then, twice as many a line are shown as unclear, and none goes twice.
    /// </summary>
    private const int MostAhead = 4;

    /// <summary>With fewer a line each is marked by itself.</summary>
    private const int WorthAhead = 16;

    private readonly OutboxMarks _marks = new(crm);
    private readonly List<MailLine> _lines = [];

    public int Sent => _lines.Sum(line => line.Sent);

    /// <summary>Null when every mail of the batch met its end; else why the last line broke, with mails left over.</summary>
    public async Task<Exception?> SendAsync(IReadOnlyList<LeasedMail> mails, CancellationToken ct)
    {
        var waiting = new ConcurrentQueue<LeasedMail>(mails);
        while (_lines.Count < Math.Clamp(mails.Count / WorthALine, 1, options.Connections))
        {
            _lines.Add(new MailLine(options, _marks, crm.Clock));
        }

        var ahead = Math.Clamp(mails.Count / _lines.Count / WorthAhead, 1, MostAhead);
        // A server may allow fewer sessions than we would like: then the others carry it all.
        while (!waiting.IsEmpty && _lines.Any(line => line.Broken is null))
        {
            await Task.WhenAll(_lines.Where(line => line.Broken is null).Select(line => Task.Run(() => line.SendAsync(waiting, ahead, ct), CancellationToken.None)));
        }

        return _lines.Any(line => line.Broken is null) ? null : _lines[^1].Broken;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }

        _marks.Dispose();
    }
}
