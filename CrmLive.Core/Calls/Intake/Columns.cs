using System.Data.Common;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Reads columns in the order they were selected, with the store's times as what they are: UTC.</summary>
internal ref struct Columns(DbDataReader reader)
{
    private int _next;

    public int Int() => reader.GetInt32(_next++);
    public int? IntOrNull() => reader.IsDBNull(_next) ? Skip<int?>() : reader.GetInt32(_next++);
    public bool Bool() => reader.GetBoolean(_next++);
    public string Text() => reader.GetString(_next++);
    public string? TextOrNull() => reader.IsDBNull(_next) ? Skip<string?>() : reader.GetString(_next++);
    public DateTime Time() => DateTime.SpecifyKind(reader.GetDateTime(_next++), DateTimeKind.Utc);
    public DateTime? TimeOrNull() => reader.IsDBNull(_next) ? Skip<DateTime?>() : Time();

    private T? Skip<T>()
    {
        _next++;
        return default;
    }
}
