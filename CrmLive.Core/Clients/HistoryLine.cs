using CrmLive.Core.Journal;
using CrmLive.Core.Office;

namespace CrmLive.Core.Clients;

/// <summary>Something that happened about a client, and what it changed: in names, not in numbers of rows.</summary>
public sealed record HistoryLine(JournalEntry Entry, IReadOnlyList<HistoryChange> Changes);

/// <param name="Field">As the journal names it; <paramref name="Is"/> says how its texts are to be read.</param>
public sealed record HistoryChange(string Field, HistoryMeaning Is, HistoryValue? Before, HistoryValue? After);

/// <param name="Word">Of a dictionary, for the screen to translate.</param>
public sealed record HistoryValue(string Text, Word? Word = null);

public enum HistoryMeaning { Text, Word, Person, Investment, Source, Moment, YesNo, ActivityType, ActivityStatus }
