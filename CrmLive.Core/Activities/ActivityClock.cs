using CrmLive.Core.Access;
using CrmLive.Core.Activities.Reminding;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Activities;

/// <summary>
/// What time itself does to activities: reminders fire, the overdue become so, what was put off comes again. Every node looks; a row is
/// claimed in the transaction that writes its mail, so it fires once whoever is first, and what came due while nobody looked fires at once.
/// </summary>
public sealed partial class ActivityClock(CrmDb crm, MailRoute mail, ILogger<ActivityClock> log) : BackgroundService
{
    internal const string Reminding = """ "RemindAt" IS NOT NULL AND "RemindedAt" IS NULL AND "Status" IN (0, 4, 5, 6)""";
    internal const string Awaiting = """ "OverdueAt" IS NULL AND "Type" <> 4 AND "Status" IN (0, 4, 5, 6)""";

    private const string Late = $$"""SELECT * FROM "Activities" WHERE "EndsAt" < {0} AND {{Awaiting}} LIMIT 1""";

    private const int Batch = 200;

    /// <summary>Short, for the other people who want to write meanwhile.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private DateTime? _rangUntil;
    private TimeZoneInfo? _zone;

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, crm.Clock);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotLook(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task TickAsync(CancellationToken ct)
    {
        await KeepHoursAsync(ct);
        await FireAsync(ct);
        await OverdueAsync(ct);
        await RingSnoozedAsync(ct);
    }

    /// <summary>How many fired here.</summary>
    public async Task<int> FireAsync(CancellationToken ct)
    {
        var fired = 0;
        while (true)
        {
            var now = Now;
            IReadOnlyList<DueReminder> due;
            MailTexts texts;
            await using (var db = crm.Open(Actor.System))
            {
                due = await DueReminder.NextAsync(db, now, Batch, ct);
                texts = await MailTexts.NowAsync(db, ct);
            }

            if (due.Count == 0)
            {
                return fired;
            }

            var way = await mail.NowAsync(ct);
            await using var write = await crm.BeginDirectAsync(ct);
            var firing = new Firing(write, texts, way, now);
            foreach (var one in due)
            {
                fired += await firing.FireAsync(one, ct) ? 1 : 0;
            }

            await write.CommitAsync(ct);
        }
    }

    /// <summary>How many became overdue: planned, and their end has passed. Their version stays, for somebody may just be writing down how it went.</summary>
    public async Task<int> OverdueAsync(CancellationToken ct)
    {
        var count = 0;
        while (await AnyLateAsync(ct))
        {
            await using var write = await crm.BeginDirectAsync(ct);
            foreach (var (id, person, investment, at) in await LateAsync(write, ct))
            {
                write.Changes.Count([], [new(write.OfficeTime.DayOf(at), person, investment, Measure.ActivitiesOverdue)]);
                write.Changes.Ring(LiveTopic.Activities, id);
                count++;
            }

            await write.CommitAsync(ct);
        }

        return count;
    }

    private async Task<bool> AnyLateAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return await db.Set<Activity>().FromSqlRaw(Late, Now).AnyAsync(ct);
    }

    private async Task<List<(int, int, int?, DateTime)>> LateAsync(DirectWrite write, CancellationToken ct)
    {
        var claim = write.Command(
            $"""
            UPDATE "Activities" SET "OverdueAt" = "EndsAt"
            WHERE "Id" IN (SELECT "Id" FROM "Activities" WHERE "EndsAt" < @Now AND {Awaiting} LIMIT {Batch}) AND "OverdueAt" IS NULL
            RETURNING "Id", "AssignedToId", "InvestmentId", "OverdueAt"
            """, "Now");
        claim.Set(Now);
        var late = new List<(int, int, int?, DateTime)>();
        await using var reader = await claim.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            late.Add((reader.GetInt32(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetInt32(2), DateTime.SpecifyKind(reader.GetDateTime(3), DateTimeKind.Utc)));
        }

        return late;
    }

    /// <summary>At the start and when the office changes its zone: the rules of a zone change by law, and machines learn of it by an update.</summary>
    private async Task KeepHoursAsync(CancellationToken ct)
    {
        var zone = crm.Office.Time.Zone;
        if (!Equals(_zone, zone))
        {
            await WallTimes.KeepAsync(crm, ct);
            _zone = zone;
        }
    }

    private async Task RingSnoozedAsync(CancellationToken ct)
    {
        var (since, now) = (_rangUntil ?? Now, Now);
        await using var db = crm.Open(Actor.System);
        var back = await db.Set<Reminder>().Where(r => r.ReadAt == null && r.ShowAt > since && r.ShowAt <= now).Select(r => r.UserId).Distinct().ToListAsync(ct);
        if (back.Count > 0)
        {
            crm.Bus.Publish(back.ConvertAll(user => new LiveEvent(LiveTopic.Reminders, user, 0)));
        }

        _rangUntil = now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders could not be looked for; the next few seconds try again.")]
    private static partial void CouldNotLook(ILogger log, Exception fault);
}
