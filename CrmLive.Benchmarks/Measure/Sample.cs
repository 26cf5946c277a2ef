namespace CrmLive.Benchmarks.Measure;

/// <summary>Numbers of one kind, asked for their middle and their tail.</summary>
public sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Median => Quantile(0.5);

    public double P99 => Quantile(0.99);

    /// <summary>Linear between the two nearest ranks.</summary>
    public double Quantile(double q)
    {
        if (_sorted.Length == 0)
        {
            return double.NaN;
        }
        var at = q * (_sorted.Length - 1);
        var low = (int)at;
        var high = Math.Min(low + 1, _sorted.Length - 1);
        return _sorted[low] + (_sorted[high] - _sorted[low]) * (at - low);
    }
}
