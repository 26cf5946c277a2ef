using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Data;

/// <summary>Turns a changed row into a journal entry: which fields, from what to what, and which of them are nobody's business.</summary>
internal static class JournalFields
{
    private const string Annotation = "CrmLive:Journal";
    private const int LongestText = 200;

    /// <summary>For properties of a base class, which cannot carry our attributes.</summary>
    public static PropertyBuilder NotJournaled(this PropertyBuilder property) => property.HasAnnotation(Annotation, "no");

    public static PropertyBuilder Secret(this PropertyBuilder property) => property.HasAnnotation(Annotation, "secret");

    public static IReadOnlyList<(IProperty Property, object? Old)> Changed(EntityEntry entry)
    {
        if (entry.Entity is not IJournaled)
        {
            return [];
        }

        return
        [
            .. entry.Properties
                .Where(p => !p.Metadata.IsPrimaryKey() && IsTold(p.Metadata) && Differs(entry.State, p))
                .Select(p => (p.Metadata, entry.State == EntityState.Added ? null : p.OriginalValue)),
        ];
    }

    /// <param name="namesOnly">As of secrets: which fields, not what stands in them.</param>
    public static JournalEntry Entry(IJournaled entity, TrackedChange change, string? happening, bool namesOnly = false) => Entry(entity, change.State, happening, change.Fields.Count == 0
        ? null
        : Json(change.Fields.Select(f => (f.Property, f.Old, change.State == EntityState.Deleted ? null : change.Entry.Property(f.Property.Name).CurrentValue)), namesOnly));

    /// <summary>Of a row that EF does not track: all that stands in it.</summary>
    public static JournalEntry EntryOfNew(IJournaled entity, IEntityType type, string? happening) => Entry(entity, EntityState.Added, happening, Json(
        type.GetProperties().Where(p => !p.IsPrimaryKey() && IsTold(p)).Select(p => (p, (object?)null, p.GetGetter().GetClrValue(entity))).Where(field => field.Item3 is not null)));

    private static JournalEntry Entry(IJournaled entity, EntityState state, string? happening, string? changes)
    {
        var subject = JsonNamingPolicy.KebabCaseLower.ConvertName(entity.GetType().Name);
        var told = happening is not null && happening.StartsWith(subject + ".", StringComparison.Ordinal);
        return new JournalEntry
        {
            Event = told ? happening! : $"{subject}.{Verb(state)}",
            Subject = subject,
            SubjectId = entity.Id,
            ClientId = entity.JournalClientId,
            Changes = changes,
        };
    }

    /// <summary>One field of an entry that no save of its row tells of.</summary>
    public static string Change(string field, string? before, string? after) =>
        JsonSerializer.Serialize(new Dictionary<string, string?[]> { [field] = [Text(before), Text(after)] });

    private static string Verb(EntityState state) => state switch
    {
        EntityState.Added => "created",
        EntityState.Deleted => "deleted",
        _ => "changed",
    };

    private static bool Differs(EntityState state, PropertyEntry property) => state switch
    {
        EntityState.Added => property.CurrentValue is not null,
        EntityState.Deleted => property.OriginalValue is not null,
        _ => property.IsModified && !Equals(property.OriginalValue, property.CurrentValue),
    };

    private static bool IsTold(IProperty property) =>
        property.FindAnnotation(Annotation)?.Value as string != "no" && property.PropertyInfo?.GetCustomAttribute<NotJournaledAttribute>() is null;

    private static bool IsSecret(IProperty property) =>
        property.ClrType == typeof(SealedText) || property.FindAnnotation(Annotation)?.Value as string == "secret" || property.PropertyInfo?.GetCustomAttribute<SecretAttribute>() is not null;

    private static string Json(IEnumerable<(IProperty Property, object? Old, object? New)> fields, bool namesOnly = false)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (property, before, after) in fields)
            {
                json.WriteStartArray(property.Name);
                if (!namesOnly && !IsSecret(property))
                {
                    json.WriteStringValue(Text(before));
                    json.WriteStringValue(Text(after));
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        string { Length: > LongestText } text => string.Concat(text.AsSpan(0, LongestText), "…"),
        IEnumerable<string> many => string.Join(' ', many),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
