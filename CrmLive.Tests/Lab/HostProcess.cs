using System.Diagnostics;

namespace CrmLive.Tests.Lab;

/// <summary>A real CrmLive.Web that is to end by itself: one of its commands, or a start that it refuses.</summary>
public static class HostProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<(int Code, string Out, string Error)> RunAsync(string dataFolder, string[] command, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "CrmLive.Web.dll"), .. command, $"--Data:Folder={dataFolder}",
                $"--urls=http://127.0.0.1:{FreePort.Tcp()}/", "--environment=Production", .. settings.Select(setting => $"--{setting}"),
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        try
        {
            using var late = new CancellationTokenSource(Patience);
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, said[0], said[1]);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
