using System.Diagnostics;
using System.Globalization;

namespace CrmLive.Benchmarks.Measure;

/// <summary>How busy the machine is with other people's work. Without /proc it says "not at all", and rounds are never dropped.</summary>
public sealed class Machine(IReadOnlyList<int> ours)
{
    private const double Quiet = 0.25;

    /// <summary>Waits until others use less than a quarter of the machine, or the bound is reached: a figure late is better than none.</summary>
    public async Task<double> WaitForQuietAsync(TimeSpan bound, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var before = Read();
            await Task.Delay(500, ct);
            var foreign = ForeignSince(before);
            if (foreign < Quiet || Stopwatch.GetElapsedTime(start) > bound)
            {
                return foreign;
            }
        }
    }

    public Ticks Read() => OperatingSystem.IsLinux()
        ? new Ticks(Busy(), ours.Append(Environment.ProcessId).Sum(Used), Stopwatch.GetTimestamp())
        : new Ticks(0, 0, Stopwatch.GetTimestamp());

    /// <summary>The part of all cores that processes other than ours used since then.</summary>
    public double ForeignSince(Ticks before)
    {
        const double ticksPerSecond = 100;
        var now = Read();
        var available = Stopwatch.GetElapsedTime(before.At, now.At).TotalSeconds * ticksPerSecond * Environment.ProcessorCount;
        return Math.Clamp((now.Busy - before.Busy - (now.Ours - before.Ours)) / available, 0, 1);
    }

    private static long Busy()
    {
        // user, nice and system; idle and waiting for the disk are not work.
        var cpu = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Number(cpu[1]) + Number(cpu[2]) + Number(cpu[3]);
    }

    private static long Used(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return Number(fields[11]) + Number(fields[12]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A reading of the machine's clocks of work.</summary>
public readonly record struct Ticks(long Busy, long Ours, long At);
