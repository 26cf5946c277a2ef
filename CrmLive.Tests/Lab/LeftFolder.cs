namespace CrmLive.Tests.Lab;

internal static class LeftFolder
{
    /// <summary>Removes a folder whose office closed. The last read of a page that went with it may still lay a file beside the database while its folder is emptied.</summary>
    public static Task RemoveAsync(string folder) => Eventually.True(
        () =>
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return true;
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                return false;
            }
        },
        $"{folder} is let go of");
}
