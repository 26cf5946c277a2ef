using CrmLive.Core.Data;

namespace CrmLive.Core.Replay;

/// <summary>The days that are being looked at. Few, and not for long: a meeting looks at one, and what was erased meanwhile is not kept for it.</summary>
internal sealed class Tapes(CrmDb crm)
{
    private const int Most = 3;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>A day that is not over is laid out anew as often as that.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Lock _door = new();
    private readonly List<Kept> _kept = [];

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    public async Task<DayTape> OfAsync(DateOnly day, CancellationToken ct)
    {
        Kept kept;
        lock (_door)
        {
            _kept.RemoveAll(k => k.Since + (k.IsOver ? KeptFor : Fresh) < Now || k.Tape.IsFaulted || k.Tape.IsCanceled);
            kept = _kept.Find(k => k.Day == day)
                ?? new(day, Now, Now >= crm.Office.Time.Day(day).ToUtc, Task.Run(() => new TapeReader(crm).ReadAsync(day, CancellationToken.None), CancellationToken.None));
            _kept.Remove(kept);
            _kept.Insert(0, kept);
            _kept.RemoveRange(Math.Min(Most, _kept.Count), Math.Max(0, _kept.Count - Most));
        }

        // Read once for all who wait, whoever of them goes away.
        return await kept.Tape.WaitAsync(ct);
    }

    private sealed record Kept(DateOnly Day, DateTime Since, bool IsOver, Task<DayTape> Tape);
}
