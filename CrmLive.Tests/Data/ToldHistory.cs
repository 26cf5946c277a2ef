using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

/// <summary>The journal read as a story: whoever follows each entry's changes from the first to the last must come out at the row as it stands.</summary>
public static class ToldHistory
{
    /// <param name="but">Fields that change without a word in the journal, and are meant to.</param>
    public static async Task<List<string>> DifferencesAsync<T>(CrmDbContext db, params string[] but)
        where T : class, IJournaled
    {
        var subject = JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(T).Name);
        var entries = (await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Seq).ToListAsync()).ToLookup(e => e.SubjectId);
        var fields = db.Model.FindEntityType(typeof(T))!.GetProperties()
            .Where(p => !p.IsPrimaryKey() && p.PropertyInfo is { } info && info.GetCustomAttribute<NotJournaledAttribute>() is null && !but.Contains(p.Name)).ToList();
        var wrong = new List<string>();
        foreach (var row in await db.Set<T>().AsNoTracking().ToListAsync())
        {
            var told = Follow(entries[row.Id]);
            wrong.AddRange(
                from field in fields
                let stands = Text(field.PropertyInfo!.GetValue(row))
                let says = told.GetValueOrDefault(field.Name)
                where stands != says
                select $"{subject} {row.Id} has {field.Name} '{stands}', and its history ends with '{says}'");
        }

        return wrong;
    }

    private static Dictionary<string, string?> Follow(IEnumerable<JournalEntry> entries)
    {
        var told = new Dictionary<string, string?>();
        foreach (var changes in entries.Select(e => e.Changes).OfType<string>())
        {
            using var json = JsonDocument.Parse(changes);
            foreach (var field in json.RootElement.EnumerateObject().Where(field => field.Value.GetArrayLength() == 2))
            {
                told[field.Name] = field.Value[1].GetString();
            }
        }

        return told;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
