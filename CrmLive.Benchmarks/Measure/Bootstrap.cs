namespace CrmLive.Benchmarks.Measure;

/// <summary>How sure a median is: drawn again and again from the same numbers, 95 of 100 medians lie within.</summary>
public static class Bootstrap
{
    private const int Draws = 2000;

    public static (double Low, double High) OfMedian(IReadOnlyList<double> values)
    {
        // The same numbers give the same interval.
        var random = new Random(20);
        var medians = new Sample(Enumerable.Range(0, Draws).Select(_ => new Sample(Drawn(values, random)).Median).ToList());
        return (medians.Quantile(0.025), medians.Quantile(0.975));
    }

    private static double[] Drawn(IReadOnlyList<double> values, Random random)
    {
        var drawn = new double[values.Count];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = values[random.Next(values.Count)];
        }
        return drawn;
    }
}
