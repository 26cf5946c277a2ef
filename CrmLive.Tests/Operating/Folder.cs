namespace CrmLive.Tests.Operating;

/// <summary>A data folder that is gone after the test.</summary>
public sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmlive-data-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string DatabaseFile => this["crmlive.db"];

    public void Dispose() => _folder.Delete(recursive: true);
}
