using System.Globalization;
using System.Text.Json;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>Reads what the journal's entries changed, and whose names its numbers stand for: one look a kind for a whole page.</summary>
internal sealed class HistoryNames(CrmDbContext db)
{
    /// <summary>What is told of a field. Long texts and what a panel of the card shows anyway are not: that they changed is enough.</summary>
    private static readonly Dictionary<string, HistoryMeaning> Told = new(StringComparer.Ordinal)
    {
        ["client.FirstName"] = HistoryMeaning.Text,
        ["client.LastName"] = HistoryMeaning.Text,
        ["client.Company"] = HistoryMeaning.Text,
        ["client.Town"] = HistoryMeaning.Text,
        ["client.StatusId"] = HistoryMeaning.Word,
        ["client.AdvisorId"] = HistoryMeaning.Person,
        ["client.SourceId"] = HistoryMeaning.Source,
        ["client.IsKey"] = HistoryMeaning.YesNo,
        ["client.Description"] = HistoryMeaning.Text,
        ["client.EndReasonId"] = HistoryMeaning.Word,
        ["client.EndDescription"] = HistoryMeaning.Text,
        ["client-phone.Raw"] = HistoryMeaning.Text,
        ["client-email.Address"] = HistoryMeaning.Text,
        ["client-person.FirstName"] = HistoryMeaning.Text,
        ["client-person.LastName"] = HistoryMeaning.Text,
        ["client-person.Role"] = HistoryMeaning.Text,
        ["client-interest.InvestmentId"] = HistoryMeaning.Investment,
        ["client-document.Name"] = HistoryMeaning.Text,
        ["activity.Type"] = HistoryMeaning.ActivityType,
        ["activity.Status"] = HistoryMeaning.ActivityStatus,
        ["activity.StartsAt"] = HistoryMeaning.Moment,
        ["activity.AssignedToId"] = HistoryMeaning.Person,
        ["activity.InvestmentId"] = HistoryMeaning.Investment,
        ["activity.PurposeId"] = HistoryMeaning.Word,
        ["activity.PriorityId"] = HistoryMeaning.Word,
        ["activity.PlaceId"] = HistoryMeaning.Word,
        ["activity.ContactWayId"] = HistoryMeaning.Word,
    };

    private Dictionary<int, Word> _words = [];
    private readonly Dictionary<HistoryMeaning, Dictionary<int, string>> _names = [];

    public async Task<IReadOnlyList<HistoryLine>> ReadAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var read = entries.Select(entry => (Entry: entry, Changes: Changes(entry))).ToList();
        List<int> Ids(HistoryMeaning meaning) =>
            [.. read.SelectMany(one => one.Changes).Where(c => c.Is == meaning).SelectMany(c => (int?[])[IdOf(c.Before), IdOf(c.After)]).OfType<int>().Distinct()];

        var (words, people, investments, sources) = (Ids(HistoryMeaning.Word), Ids(HistoryMeaning.Person), Ids(HistoryMeaning.Investment), Ids(HistoryMeaning.Source));
        _words = words.Count == 0 ? [] : await db.Set<DictionaryEntry>().Where(e => words.Contains(e.Id)).Select(e => new Word(e.Id, e.Kind, e.Key, e.Name, e.Retired)).ToDictionaryAsync(w => w.Id, ct);
        _names[HistoryMeaning.Person] = people.Count == 0 ? [] : await db.Set<User>().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, ct);
        _names[HistoryMeaning.Investment] = investments.Count == 0 ? [] : await db.Set<Investment>().Where(i => investments.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Name, ct);
        _names[HistoryMeaning.Source] = sources.Count == 0 ? [] : await db.Set<Source>().Where(s => sources.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return [.. read.Select(one => new HistoryLine(one.Entry, [.. one.Changes.Select(c => c with { Before = Named(c.Is, c.Before), After = Named(c.Is, c.After) })]))];
    }

    private static List<HistoryChange> Changes(JournalEntry entry)
    {
        var changes = new List<HistoryChange>();
        if (entry.Changes is null)
        {
            return changes;
        }

        using var json = JsonDocument.Parse(entry.Changes);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if (Told.TryGetValue($"{entry.Subject}.{field.Name}", out var meaning) && field.Value.GetArrayLength() == 2)
            {
                changes.Add(new HistoryChange(field.Name, meaning, Value(field.Value[0]), Value(field.Value[1])));
            }
        }

        // In the order of the table above: the journal's is that of the alphabet.
        var order = Told.Keys.ToList();
        return [.. changes.OrderBy(c => order.IndexOf($"{entry.Subject}.{c.Field}"))];
    }

    private static HistoryValue? Value(JsonElement value) => value.GetString() is { } text ? new HistoryValue(text) : null;

    private HistoryValue? Named(HistoryMeaning meaning, HistoryValue? value) => meaning switch
    {
        HistoryMeaning.Word => IdOf(value) is { } id && _words.GetValueOrDefault(id) is { } word ? new HistoryValue("", word) : null,
        HistoryMeaning.Person or HistoryMeaning.Investment or HistoryMeaning.Source =>
            IdOf(value) is { } id && _names[meaning].GetValueOrDefault(id) is { } name ? new HistoryValue(name) : null,
        _ => value,
    };

    private static int? IdOf(HistoryValue? value) => int.TryParse(value?.Text, CultureInfo.InvariantCulture, out var id) ? id : null;
}
