using CrmLive.Core.Access;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>
/// New rows that many hand in at the same moment, committed together: each waits for the disk once, and not for everybody's before it
/// (decision 8 does the same for call events). On one's own it is one save as any other.
/// </summary>
internal sealed class SharedSave(CrmDb crm) : IDisposable
{
    private const int MostAtOnce = 100;

    private readonly Lock _door = new();
    private readonly Queue<Handed> _queue = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Everything is durable and announced when it returns. What is once in the queue is saved, whether or not somebody still waits.</summary>
    /// <param name="rows">New ones of this actor's, with what belongs to them.</param>
    /// <exception cref="DbUpdateException">The database refused these rows; those of the others are saved all the same.</exception>
    public async Task AddAsync(Actor actor, IReadOnlyList<object> rows)
    {
        var mine = new Handed(actor, rows);
        lock (_door)
        {
            _queue.Enqueue(mine);
        }

        await _turn.WaitAsync();
        try
        {
            // Whoever has the turn saves all that stands in the queue, and may find that their own was saved with somebody else's.
            while (!mine.Saved.IsCompleted)
            {
                await SaveAsync(Next());
            }
        }
        finally
        {
            _turn.Release();
        }

        await mine.Saved;
    }

    public void Dispose() => _turn.Dispose();

    private List<Handed> Next()
    {
        var group = new List<Handed>();
        lock (_door)
        {
            while (group.Count < MostAtOnce && _queue.TryDequeue(out var next))
            {
                group.Add(next);
            }
        }

        return group;
    }

    private async Task SaveAsync(List<Handed> group)
    {
        try
        {
            await using var db = crm.Open(group[0].Actor);
            foreach (var (handed, row) in group.SelectMany(handed => handed.Rows.Select(row => (handed, row))))
            {
                db.Add(row);
                if (row is IJournaled journaled)
                {
                    db.ActedBy(journaled, handed.Actor);
                }
            }

            await db.SaveChangesAsync(CancellationToken.None);
            group.ForEach(handed => handed.Done());
        }
        catch (Exception fault) when (group is [var only])
        {
            only.Failed(fault);
        }
        catch (DbUpdateException)
        {
            // One of them was refused: the others are not to suffer for it.
            foreach (var handed in group)
            {
                await SaveAsync([handed]);
            }
        }
        catch (Exception fault)
        {
            group.ForEach(handed => handed.Failed(fault));
        }
    }

    private sealed class Handed(Actor actor, IReadOnlyList<object> rows)
    {
        private readonly TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Actor Actor => actor;

        public IReadOnlyList<object> Rows => rows;

        public Task Saved => _saved.Task;

        public void Done() => _saved.SetResult();

        public void Failed(Exception fault) => _saved.SetException(fault);
    }
}
