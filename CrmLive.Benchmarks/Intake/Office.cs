using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Benchmarks.Intake;

/// <summary>An empty office in a temporary folder, with the intake of the application on top; gone with this object.</summary>
public sealed class Office : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmlive-bench-");
    private readonly InProcessLiveBus _bus = new();
    private readonly CrmDb _crm;
    private readonly DatabaseStart _start;

    private Office()
    {
        _crm = new CrmDb(
            new DataOptions { Folder = _folder.FullName }, _bus,
            new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))), TimeProvider.System);
        _start = new DatabaseStart(_crm);
        Intake = new CallIntake(_crm, NullLogger<CallIntake>.Instance);
    }

    public CallIntake Intake { get; private set; }

    public string Database => _crm.Options.DatabaseFile;

    /// <summary>The database as it was before the first event.</summary>
    public string Pristine => Path.Combine(_folder.FullName, "pristine.db");

    public static async Task<Office> OpenAsync(CancellationToken ct)
    {
        var office = new Office();
        await office._start.PrepareAsync(ct);
        office.Copy(office.Pristine);
        return office;
    }

    /// <summary>The database as it is now, as one file.</summary>
    public void Copy(string file)
    {
        using var from = new SqliteConnection($"Data Source={Database}");
        using var to = new SqliteConnection($"Data Source={file};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    public string CopyOfPristine()
    {
        var copy = Path.Combine(_folder.FullName, $"{Path.GetRandomFileName()}.db");
        File.Copy(Pristine, copy);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await Intake.DisposeAsync();
        await _crm.DisposeAsync();
        await _bus.DisposeAsync();
        _start.Dispose();
        _folder.Delete(recursive: true);
    }
}
