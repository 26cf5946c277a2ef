using System.Diagnostics;

namespace CrmLive.Tests.Lab;

/// <summary>Waits for what another process or thread is about to do: looks again every few milliseconds, and says in words what did not come.</summary>
public static class Eventually
{
    /// <summary>How long nothing may come before a test gives up. It is only waited out by a test that fails, so it is as long as a machine with ten other things to do may need.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Task True(Func<bool> condition, string what) => True(condition, Patience, what);

    public static Task True(Func<Task<bool>> condition, string what) => True(condition, Patience, what);

    public static Task True(Func<Task<bool>> condition, Func<string> what) => True(condition, Patience, what);

    public static Task True(Func<bool> condition, TimeSpan timeout, string what) => True(() => Task.FromResult(condition()), timeout, what);

    public static Task True(Func<Task<bool>> condition, TimeSpan timeout, string what) => True(condition, timeout, () => what);

    /// <param name="what">Asked when it did not come: may tell how far things got.</param>
    public static async Task True(Func<Task<bool>> condition, TimeSpan timeout, Func<string> what)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= timeout) Assert.Fail($"Not within {timeout.TotalSeconds:0.#} s: {what()}");
            await looks.WaitForNextTickAsync();
        }
    }
}
