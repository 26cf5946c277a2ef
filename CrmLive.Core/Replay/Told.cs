using System.Globalization;
using System.Text.Json;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Core.Replay;

/// <summary>One entry of the journal about a row, read back: each field as it was before and after.</summary>
internal sealed record Told(DateTime At, string Event, IReadOnlyList<(IProperty Field, object? Before, object? After)> Fields)
{
    private const int LongestText = 200;

    /// <summary>Only a row that was not there yet has nothing where nothing may be.</summary>
    public bool IsFirst => Fields.Any(told => !told.Field.IsNullable && told.Before is null) && !IsLast || (Fields.Count == 0 && Event.EndsWith(".created", StringComparison.Ordinal));

    public bool IsLast => Event.EndsWith(".deleted", StringComparison.Ordinal) || (Fields.Count > 1 && Fields.All(told => told.After is null) && Fields.Any(told => !told.Field.IsNullable));

    public static Told Of(IEntityType type, JournalEntry entry)
    {
        var fields = new List<(IProperty, object?, object?)>();
        if (entry.Changes is { } changes)
        {
            using var json = JsonDocument.Parse(changes);
            foreach (var told in json.RootElement.EnumerateObject())
            {
                // A secret is told by its name alone, and a text too long not to its end.
                if (type.FindProperty(told.Name) is { } field && told.Value.GetArrayLength() == 2 && Reads(field))
                {
                    fields.Add((field, Read(field, told.Value[0].GetString()), Read(field, told.Value[1].GetString())));
                }
            }
        }

        return new(entry.At, entry.Event, fields);
    }

    private static bool Reads(IProperty field) => Plain(field) is var type && (type.IsEnum || type == typeof(DateOnly) || Type.GetTypeCode(type) != TypeCode.Object);

    private static object? Read(IProperty field, string? text)
    {
        var type = Plain(field);
        return text is null ? null
            : type.IsEnum ? Enum.Parse(type, text)
            : type == typeof(DateTime) ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            : type == typeof(DateOnly) ? DateOnly.Parse(text, CultureInfo.InvariantCulture)
            : type == typeof(string) ? (text.Length > LongestText ? text[..LongestText] : text)
            : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }

    private static Type Plain(IProperty field) => Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
}
