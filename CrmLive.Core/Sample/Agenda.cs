namespace CrmLive.Core.Sample;

/// <summary>What somebody means to do in a while: write a talk down when it is over, ring back, type on.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Func<CancellationToken, Task>, DateTime> _later = new();

    public void At(DateTime when, Func<CancellationToken, Task> what) => _later.Enqueue(what, when);

    public bool TryTakeDue(DateTime now, out Func<CancellationToken, Task> what)
    {
        what = null!;
        return _later.TryPeek(out _, out var when) && when <= now && _later.TryDequeue(out what!, out _);
    }
}
