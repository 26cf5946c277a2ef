using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Calls;

/// <summary>Tells the journal what was written into notes when nobody goes on writing; after a crash too, since what is untold lies in the database.</summary>
public sealed partial class NoteJournal(CrmDb crm, ILogger<NoteJournal> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotTell(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task SweepAsync(CancellationToken ct)
    {
        var rested = crm.Clock.GetUtcNow().UtcDateTime - NoteStretch.Rest;
        List<int> calls;
        await using (var db = crm.Open(Actor.System))
        {
            calls = await db.Set<Call>().Where(c => c.NoteSince != null && c.NoteAt < rested).Select(c => c.Id).ToListAsync(ct);
        }

        foreach (var call in calls)
        {
            await NoteStretch.TellAsync(crm, call, open => open.NoteAt < rested, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Notes of calls could not be told to the journal; they are tried again.")]
    private static partial void CouldNotTell(ILogger log, Exception fault);
}
