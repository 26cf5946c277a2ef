using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using CrmLive.Tests.Architecture;

namespace CrmLive.Tests.Journeys;

/// <summary>The web application as it is shipped: published once a run, from what the test build has just built.</summary>
public static class PublishedApp
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    private const string Prefix = "crmlive-published-";

    public static Task<string> FolderAsync() => Published.Value;

    private static async Task<string> PublishAsync()
    {
        Sweep();
        var folder = Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var configuration = typeof(PublishedApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["publish", "CrmLive.Web", "-c", configuration, "--no-build", "--nologo", "-o", folder])
        {
            WorkingDirectory = Sources.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
        return folder;
    }

    /// <summary>What a test host left behind that was killed and could not tidy up; a hundred megabytes each.</summary>
    private static void Sweep()
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            var owner = int.TryParse(left.Name[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var id) ? id : 0;
            if (!IsRunning(owner) && left.LastWriteTimeUtc < TimeProvider.System.GetUtcNow().AddMinutes(-10))
            {
                try
                {
                    left.Delete(recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Another run sweeps too, or it is somebody else's.
                }
            }
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return id > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
