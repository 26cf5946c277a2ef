using System.Text.Json.Serialization;

namespace CrmLive.Core.Roster.Import;

/// <summary>How a file is read and what becomes of its rows: guessed first, then as somebody set it.</summary>
public sealed record ImportPlan
{
    /// <summary>Of a CSV.</summary>
    public TextCode Code { get; init; }

    /// <summary>Of a CSV.</summary>
    public string Separator { get; init; } = ";";

    /// <summary>Of a workbook; null is its first.</summary>
    public string? Sheet { get; init; }

    public bool HasHeads { get; init; } = true;

    /// <summary>What each column means, in the file's order.</summary>
    public IReadOnlyList<ImportField> Columns { get; init; } = [];

    public KnownClient Known { get; init; }

    /// <summary>For rows in which the file names none.</summary>
    public int? AdvisorId { get; init; }

    /// <summary>For rows in which the file names none.</summary>
    public int? SourceId { get; init; }

    /// <summary>A17 for each new client. Off at first: thousands of calls in a quarter of an hour is nobody's wish.</summary>
    public bool PlanFirstStep { get; init; }

    /// <summary>Whether any column says who it is; else the columns are wrong and no row can be right.</summary>
    public bool NamesAnybody => Columns.Any(c => c is >= ImportField.FirstName and <= ImportField.Email && c != ImportField.Town);
}

/// <summary>What a column means; stored in plans by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportField>))]
public enum ImportField { Ignore, FirstName, LastName, FullName, LastFirst, Company, Town, Phone, Email, Description, ExternalId, Advisor, Source, Investment }

/// <summary>What becomes of a row whose number or address a client of the office, or an earlier row, has already.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KnownClient>))]
public enum KnownClient { Skip, Fill }
