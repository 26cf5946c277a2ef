namespace CrmLive.Core.Roster.Import;

/// <summary>The file cannot be read as a table; <paramref name="detail"/> is the limit or the line the words speak of.</summary>
internal sealed class ImportFault(string key, object? detail = null) : Exception(key)
{
    public string Key { get; } = key;

    public string? Detail { get; } = Convert.ToString(detail, System.Globalization.CultureInfo.InvariantCulture);
}
