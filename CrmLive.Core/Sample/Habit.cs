namespace CrmLive.Core.Sample;

/// <summary>Something that happens in the office again and again, by chance, so often on average; the first time by chance too, where nothing else is said.</summary>
internal abstract class Habit(Dice dice, TimeSpan mean, TimeSpan? first = null)
{
    private DateTime? _next;

    protected Dice Dice => dice;

    public abstract Task HappenAsync(DateTime now, CancellationToken ct);

    /// <param name="pace">How much faster than usual; the time of day is in it.</param>
    public bool IsDue(DateTime now, double pace)
    {
        _next ??= now + (first ?? dice.Unit() * mean / pace);
        if (now < _next)
        {
            return false;
        }

        // From now, not from when it was due: after a laptop's sleep the office does not make up for the night.
        _next = now.AddSeconds(dice.UntilNext(mean.TotalSeconds / pace));
        return true;
    }
}
