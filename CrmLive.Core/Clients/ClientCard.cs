using CrmLive.Core.Common;

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
    public string? FinishedBy { get; init; }

    /// <summary>Why service ended (A16), as a word of the dictionary; both null where nobody gave a reason.</summary>
    public string? EndReasonKey { get; init; }

    public string? EndReasonName { get; init; }
    public string? EndDescription { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<ClientPhoneRow> Phones { get; init; } = [];
    public IReadOnlyList<ClientEmailRow> Emails { get; init; } = [];
    public IReadOnlyList<ClientPersonRow> People { get; init; } = [];
    public IReadOnlyList<Choice> Interests { get; init; } = [];
    public string Name => Client.NameOf(FirstName, LastName, Company);
}

/// <param name="PersonId">Whose it is, where it is not the client's own.</param>
public sealed record ClientPhoneRow(int Id, string Raw, string? E164, int? PersonId)
{
    public string Shown => E164 is null ? Raw : PhoneNumber.Display(E164);
}

public sealed record ClientEmailRow(int Id, string Address, int? PersonId);

/// <summary>Somebody who belongs to the client.</summary>
public sealed record ClientPersonRow(int Id, string? FirstName, string? LastName, string? Role)
{
    public string Name => Client.NameOf(FirstName, LastName, null);
}

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
