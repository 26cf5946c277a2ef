using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Submissions;

/// <summary>B22: of a client who was not taken the personal numbers go, some days after the rejection; hashes too, for they tell that somebody was here.</summary>
public sealed partial class NumberErasure(CrmDb crm, ILogger<NumberErasure> log) : BackgroundService
{
    private const int Handful = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        do
        {
            try
            {
                while (await TickAsync(stoppingToken) == Handful)
                {
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotErase(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>How many submissions were looked through; at most a handful, so that nobody waits for the writer.</summary>
    public async Task<int> TickAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        if (await db.Set<OfficeSettings>().Select(s => (int?)s.EraseNumbersAfterDays).SingleOrDefaultAsync(ct) is not { } days)
        {
            // The office is not set up yet.
            return 0;
        }

        var over = await db.Set<Submission>().Where(s => s.Status == SubmissionStatus.Rejected && (s.PeselHash != null || s.IdCardHash != null) && s.StatusChangedAt <= now.AddDays(-days)).OrderBy(s => s.StatusChangedAt).Take(Handful).ToListAsync(ct);
        foreach (var submission in over)
        {
            (submission.Pesel, submission.IdCard) = (SealedText.None, SealedText.None);
            (submission.PeselHash, submission.IdCardHash, submission.ErasedAt) = (null, null, now);
            db.Tell(submission, "submission.numbers-erased");
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody has one of them in hand, or another node was here: the next hour comes by again.
            return 0;
        }

        return over.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Personal numbers of rejected submissions could not be erased; tried again within the hour.")]
    private static partial void CouldNotErase(ILogger log, Exception fault);
}
