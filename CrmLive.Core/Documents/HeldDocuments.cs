using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Documents;

/// <summary>Files that came while the virus scanner was away are shown to it as soon as it answers again; until then nobody is given them.</summary>
public sealed partial class HeldDocuments(DocumentStore store, VirusScan scan, ScanOptions options, TimeProvider clock, ILogger<HeldDocuments> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!scan.IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.RetryMinutes), clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (IOException fault)
            {
                CouldNotLook(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>How many still wait.</summary>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        var waiting = store.HeldFiles();
        for (var seen = 0; seen < waiting.Count; seen++)
        {
            // One unanswered is enough: the scanner is still away.
            if (!await store.LookAgainAsync(waiting[seen], ct))
            {
                return waiting.Count - seen;
            }
        }

        return 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Files that wait for the virus scanner could not be looked at; tried again later.")]
    private static partial void CouldNotLook(ILogger log, Exception fault);
}
