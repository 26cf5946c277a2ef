namespace CrmLive.Core.Sample;

/// <summary>
/// A small stream of chance with a name of its own. Every concern, and every client within one, throws its own dice, so that adding a
/// thing to the sample office does not reshuffle all the rest. (SplitMix64; System.Random promises no order across versions.)
/// </summary>
public sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    public static Dice For(int seed, string concern, int number = 0)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in concern)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return new Dice(Mix(hash ^ Mix((ulong)(uint)seed << 32 | (uint)number)));
    }

    /// <summary>At least 0, below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + (int)Math.BigMul(Next(), (ulong)(most - least + 1), out _);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> among) => among[Between(0, among.Count - 1)];

    /// <summary>The heavier the likelier.</summary>
    public T Pick<T>(IReadOnlyList<T> among, Func<T, double> weight)
    {
        var left = Unit() * among.Sum(weight);
        foreach (var one in among)
        {
            left -= weight(one);
            if (left < 0)
            {
                return one;
            }
        }

        return among[^1];
    }

    /// <summary>Waiting times of people: half are below the median, and a few take very long.</summary>
    public double LongTailed(double median, double spread)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());
        return median * Math.Exp(spread * normal);
    }

    /// <summary>Time until the next of things that come by themselves, so many on average.</summary>
    public double UntilNext(double mean) => -mean * Math.Log(1 - Unit());

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
