namespace CrmLive.Core.Clients;

/// <summary>The head of a client's card; the panels beside it are read by their own slices.</summary>
public sealed record ClientCard
{
    public required int Id { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Town { get; init; }

    /// <summary>Key of a built-in status, translated on screen, or the office's own word in <see cref="StatusName"/>.</summary>
    public string? StatusKey { get; init; }

    public string? StatusName { get; init; }
    public int? AdvisorId { get; init; }
    public string? Advisor { get; init; }
    public string? Branch { get; init; }
    public int? SourceId { get; init; }
    public string? Source { get; init; }
    public DateTime? SourceAt { get; init; }
    public bool IsKey { get; init; }
    public string? Description { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? LastContactAt { get; init; }
    public DateTime? NextActivityAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<ClientPhoneRow> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<string> Investments { get; init; } = [];
    public string Name => Client.NameOf(FirstName, LastName, Company);
}

public sealed record ClientPhoneRow(string Raw, string? E164);

/// <summary>A line of a search result.</summary>
public sealed record ClientFound
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public string? Town { get; init; }
    public string? Phone { get; init; }
    public string? StatusKey { get; init; }
    public string? StatusName { get; init; }
    public string? Advisor { get; init; }
    public bool Finished { get; init; }
}
