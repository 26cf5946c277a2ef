namespace CrmLive.Core.Clients;

/// <summary>A card as somebody left it in the editor. Of numbers, addresses, people and interests only what they touched: what a colleague added meanwhile stays.</summary>
public sealed record ClientEdit
{
    public required int Id { get; init; }
    public required int Version { get; init; }

    /// <summary>Names, town, advisor, source and description; its telephone and e-mail are of new cards alone.</summary>
    public required NewClient Card { get; init; }

    public bool IsKey { get; init; }

    /// <summary>The client's own.</summary>
    public IReadOnlyList<PartEdit> Phones { get; init; } = [];

    public IReadOnlyList<PartEdit> Emails { get; init; } = [];
    public IReadOnlyList<PersonEdit> People { get; init; } = [];

    /// <summary>Investments, true for one of interest, false for one that is no more.</summary>
    public IReadOnlyList<(int InvestmentId, bool Wanted)> Interests { get; init; } = [];
}

/// <summary>A number or an address.</summary>
/// <param name="Id">0 for one to be added.</param>
/// <param name="Text">Emptied, it is taken away.</param>
public sealed record PartEdit(int Id, string? Text);

/// <summary>Somebody who belongs to the client; without any name they are taken away.</summary>
/// <param name="Id">0 for one to be added.</param>
public sealed record PersonEdit(int Id, string? FirstName, string? LastName, string? Role, IReadOnlyList<PartEdit> Phones, IReadOnlyList<PartEdit> Emails);
