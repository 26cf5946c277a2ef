namespace CrmLive.Core.Agreements;

/// <summary>Units of one building to be put up for sale; investment, stage and building are found by their names or made.</summary>
public sealed record NewUnits
{
    /// <summary>Null: a new investment of this name.</summary>
    public int? InvestmentId { get; init; }

    public string? Investment { get; init; }
    public string? Address { get; init; }

    /// <summary>Of a new investment; null: the actor's own, else the office's first.</summary>
    public int? BranchId { get; init; }

    public string? Stage { get; init; }
    public DateOnly? ReadyOn { get; init; }
    public string? Building { get; init; }
    public IReadOnlyList<NewUnit> Units { get; init; } = [];
}
