using System.Security.Cryptography;

namespace CrmLive.Web.Wall;

/// <summary>Of which build this server is: its own code and the wall's script and styles. A television left alone for months takes a new one by this.</summary>
public sealed class WallAssets(IWebHostEnvironment host)
{
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(
        [.. typeof(WallAssets).Module.ModuleVersionId.ToByteArray(), .. Hash(host, "wall.js"), .. Hash(host, "wall/styles.css")]))[..16];

    private static byte[] Hash(IWebHostEnvironment host, string file)
    {
        var found = host.WebRootFileProvider.GetFileInfo(file);
        if (!found.Exists)
        {
            return [];
        }

        using var content = found.CreateReadStream();
        return SHA256.HashData(content);
    }
}
