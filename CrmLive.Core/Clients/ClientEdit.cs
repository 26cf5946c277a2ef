namespace CrmLive.Core.Clients;

/// <summary>A card as somebody left it in the editor; telephone and e-mail there are ones to add.</summary>
public sealed record ClientEdit
{
    public required int Id { get; init; }
    public required int Version { get; init; }
    public required NewClient Card { get; init; }
    public bool IsKey { get; init; }
}
