using System.Data.Common;
using CrmLive.Core.Data;

namespace CrmLive.Web.Hosting;

/// <summary>What an operator runs beside the server: "backup FILE", "restore FILE", "audit". They read the same settings as the server.</summary>
public static class CommandLine
{
    private const string Usage =
        """
        CrmLive.Web                              runs the office
        CrmLive.Web backup FILE [recordings]     writes the office into a ZIP; the server may run
        CrmLive.Web restore FILE                 puts a backup where there is no office yet
        CrmLive.Web audit                        recounts the daily totals; prints what differs
        """;

    /// <summary>Whether the first argument is a command rather than a setting.</summary>
    public static bool IsOne(string[] args) => args is [[not '-', ..], ..] && !args[0].Contains('=', StringComparison.Ordinal);

    /// <summary>Without the command and its file: a path that begins with a slash would pass for a setting and swallow the next one.</summary>
    public static string[] SettingsOf(string[] args) =>
        IsOne(args) ? [.. args.SkipWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))] : args;

    /// <summary>The exit code: 0 done, 1 not done with the reason in one sentence, 2 not understood.</summary>
    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        try
        {
            return args switch
            {
                ["backup", var file, ..] => await BackupAsync(app.Services, file, args.Contains("recordings")),
                ["restore", var file, ..] => await RestoreAsync(app.Services, file),
                ["audit", ..] => await AuditAsync(app.Services),
                _ => await NotUnderstoodAsync(),
            };
        }
        catch (Exception fault) when (fault is DataFault or DbException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<int> BackupAsync(IServiceProvider services, string file, bool withRecordings)
    {
        await services.GetRequiredService<OfficeBackup>().WriteAsync(file, withRecordings, CancellationToken.None);
        await Console.Out.WriteLineAsync($"The office is in {Path.GetFullPath(file)}{(withRecordings ? "" : ", without the recordings")}.");
        return 0;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string file)
    {
        await services.GetRequiredService<OfficeRestore>().ReadAsync(file, CancellationToken.None);
        await Console.Out.WriteLineAsync("The office is restored; start CrmLive.");
        return 0;
    }

    private static async Task<int> AuditAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<DataOptions>() is { Kind: DatabaseKind.Sqlite } data && !File.Exists(data.DatabaseFile))
        {
            // SQLite would make an empty one of it.
            throw new DataFault($"There is no office in {data.Folder}.");
        }

        var differences = await services.GetRequiredService<TotalsAudit>().DifferencesAsync(CancellationToken.None);
        foreach (var difference in differences)
        {
            await Console.Out.WriteLineAsync(difference.ToString());
        }

        await Console.Out.WriteLineAsync(differences.Count == 0 ? "Every daily total is what its rows come to." : $"{differences.Count} daily totals differ from their rows.");
        return differences.Count == 0 ? 0 : 1;
    }

    private static async Task<int> NotUnderstoodAsync()
    {
        await Console.Error.WriteLineAsync(Usage);
        return 2;
    }
}
