using System.Runtime.CompilerServices;

namespace CrmLive.Tests.Architecture;

/// <summary>The project's own sources, for tests that read them.</summary>
public static class Sources
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static IEnumerable<string> Files(params string[] projects) =>
        from project in projects
        from file in Directory.EnumerateFiles(Path.Combine(Root, project), "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor"
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains("Migrations", StringComparison.Ordinal)
        select file;

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
