namespace CrmLive.Web.Shared;

/// <summary>One word to whoever is before this screen. No record: the same words said twice are two remarks.</summary>
/// <param name="undo">Takes back what has just been done, by a click or Ctrl+Z; the word goes then.</param>
public sealed class Remark(string words, string tone, Func<Task>? undo = null)
{
    public string Words => words;

    public string Tone => tone;

    public Func<Task>? Undo => undo;
}

/// <summary>What has just been done, or came to nothing, said at the edge of one screen (<see cref="RemarkStack"/>). It goes by itself, and stays while somebody reads it with pointer or focus.</summary>
public sealed class Remarks(TimeProvider clock) : IDisposable
{
    private const int Most = 4;
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(6);

    /// <summary>Long enough to look up, read and decide.</summary>
    private static readonly TimeSpan StandsWithUndo = TimeSpan.FromSeconds(12);

    private readonly Lock _door = new();
    private readonly List<(Remark Remark, ITimer Timer)> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Remark> Shown
    {
        get
        {
            lock (_door)
            {
                return [.. _shown.Select(one => one.Remark)];
            }
        }
    }

    public void Good(string words) => Add(new Remark(words, "good"));

    public void Note(string words) => Add(new Remark(words, "talking"));

    public void Warn(string words) => Add(new Remark(words, "waiting"));

    public void Bad(string words) => Add(new Remark(words, "bad"));

    /// <summary>Only the last can be meant by Ctrl+Z: the word before, of something else, goes.</summary>
    public void Offer(string words, Func<Task> undo)
    {
        foreach (var former in Shown.Where(one => one.Undo is not null))
        {
            Close(former);
        }

        Add(new Remark(words, "off", undo));
    }

    public Task UndoAsync(Remark remark)
    {
        Close(remark);
        return remark.Undo?.Invoke() ?? Task.CompletedTask;
    }

    public void Hold(Remark remark) => Wait(remark, Timeout.InfiniteTimeSpan);

    public void Release(Remark remark) => Wait(remark, Length(remark));

    public void Close(Remark remark)
    {
        lock (_door)
        {
            if (_shown.FindIndex(one => one.Remark == remark) is var at && at < 0)
            {
                return;
            }

            _shown[at].Timer.Dispose();
            _shown.RemoveAt(at);
        }

        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (_door)
        {
            _shown.ForEach(one => one.Timer.Dispose());
            _shown.Clear();
        }
    }

    private static TimeSpan Length(Remark remark) => remark.Undo is null ? Stands : StandsWithUndo;

    private void Add(Remark remark)
    {
        lock (_door)
        {
            _shown.Add((remark, clock.CreateTimer(_ => Close(remark), null, Length(remark), Timeout.InfiniteTimeSpan)));
        }

        // Who says more than can be read takes the oldest away.
        foreach (var old in Shown.SkipLast(Most))
        {
            Close(old);
        }

        Changed?.Invoke();
    }

    private void Wait(Remark remark, TimeSpan length)
    {
        lock (_door)
        {
            _shown.Find(one => one.Remark == remark).Timer?.Change(length, Timeout.InfiniteTimeSpan);
        }
    }
}
