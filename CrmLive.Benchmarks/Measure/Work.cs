using System.Diagnostics;

namespace CrmLive.Benchmarks.Measure;

/// <summary>Processor time that server and load client spend together on something: steadier than the clock when others use the machine.</summary>
public sealed class Work(ServerProcess server)
{
    public double Microseconds { get; private set; }

    public async Task<T> CountAsync<T>(Func<Task<T>> something)
    {
        var before = Spent();
        var result = await something();
        Microseconds += (Spent() - before).TotalMicroseconds;
        return result;
    }

    private TimeSpan Spent()
    {
        using var ours = Process.GetCurrentProcess();
        return server.Worked + ours.TotalProcessorTime;
    }
}
