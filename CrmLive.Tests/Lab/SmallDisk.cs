namespace CrmLive.Tests.Lab;

/// <summary>A disk of a few megabytes, or less, over a folder: a file system in memory with a size, so that it is truly full when it is full.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>What is still free.</summary>
    public long Free => new DriveInfo(_folder).AvailableFreeSpace;

    public static async Task<SmallDisk> MountAsync(string folder, int kilobytes)
    {
        Needs.SmallDisk();
        await Programs.RunAsync(["mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder]);
        return new SmallDisk(folder);
    }

    public async ValueTask DisposeAsync() => await Programs.RunAsync(["umount", "--lazy", _folder]);
}
