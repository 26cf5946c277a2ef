using System.Collections.Immutable;
using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Submissions;

/// <summary>
/// B15: tells whoever has a submission open that somebody like its person came, changed or went. What rang is read once for all of them, so
/// a day full of calls, or a list of thousands that is taken in, sends nobody searching who is not meant.
/// </summary>
public sealed partial class SimilarityBell(CrmDb crm, Similarity similarity, ILogger<SimilarityBell> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    // So many at once are no longer asked row by row.
    private const int Handful = 200;

    // From the first moment: the host runs what is below whenever it comes to it, and a look may be there before.
    private readonly LiveSubscription _rings = crm.Bus.Subscribe(LiveTopic.Clients, LiveTopic.Leads, LiveTopic.Submissions);

    private ImmutableHashSet<SimilarityLook> _looks = [];

    /// <summary>Stays until it is disposed of. Nothing is missed between this and the first search: until a look has found something every ring is for it.</summary>
    public SimilarityLook Look(Actor actor, int submissionId)
    {
        var look = new SimilarityLook(similarity, actor, submissionId, gone => ImmutableInterlocked.Update(ref _looks, all => all.Remove(gone)));
        ImmutableInterlocked.Update(ref _looks, all => all.Add(look));
        return look;
    }

    public override void Dispose()
    {
        _rings.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TellAsync(await _rings.ReadBatchAsync(stoppingToken), stoppingToken);
                await Task.Delay(Pace, stoppingToken);
            }
            catch (OperationCanceledException)
            {
            }
            catch (DbException fault)
            {
                // Who is meant cannot be read now; each look finds out by itself.
                CouldNotTell(log, fault);
                RingAll();
            }
        }
    }

    internal async Task TellAsync(IReadOnlyList<LiveEvent> rings, CancellationToken ct)
    {
        if (_looks.IsEmpty)
        {
            return;
        }

        foreach (var topic in rings.GroupBy(ring => ring.Topic, ring => ring.Id))
        {
            var ids = topic.Distinct().ToList();
            if (ids.Contains(0) || ids.Count > Handful)
            {
                RingAll();
                return;
            }

            var subject = topic.Key switch { LiveTopic.Clients => FindSubject.Client, LiveTopic.Leads => FindSubject.Lead, _ => FindSubject.Submission };
            var traits = await TraitsAsync(subject, ids, ct);
            foreach (var look in _looks.Where(look => look.IsFor(subject, ids, traits)))
            {
                look.Ring();
            }
        }
    }

    /// <summary>By what the rows that rang are known now.</summary>
    private async Task<IReadOnlyList<Trait>> TraitsAsync(FindSubject subject, List<int> ids, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var traits = await db.Set<FindKey>().Where(k => k.Subject == subject && ids.Contains(k.SubjectId) && (k.By == FoundBy.Name || k.By == FoundBy.Phone || k.By == FoundBy.Email))
            .Select(k => new Trait(k.By, k.Text)).ToListAsync(ct);
        var hashes = subject switch
        {
            FindSubject.Client => db.Set<ClientNumber>().Where(n => ids.Contains(n.ClientId)).Select(n => n.Hash),
            FindSubject.Submission => db.Set<Submission>().Where(s => ids.Contains(s.Id)).Select(s => s.PeselHash ?? "").Concat(db.Set<Submission>().Where(s => ids.Contains(s.Id)).Select(s => s.IdCardHash ?? "")),
            _ => null,
        };
        return hashes is null ? traits : [.. traits, .. (await hashes.ToListAsync(ct)).Select(hash => new Trait(null, hash))];
    }

    private void RingAll()
    {
        foreach (var look in _looks)
        {
            look.Ring();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which open submissions a change is for could not be read; all of them search again.")]
    private static partial void CouldNotTell(ILogger log, Exception fault);
}

/// <param name="By">Null for the hash of a personal number.</param>
internal sealed record Trait(FoundBy? By, string Text);
