namespace CrmLive.Core.Agreements;

/// <summary>A unit to be kept for a client by word of mouth.</summary>
public sealed record ReservationDraft
{
    public required int ClientId { get; init; }
    public required int UnitId { get; init; }

    /// <summary>So many days from its start, which is the end of the one before it in the queue.</summary>
    public int Days { get; init; } = 7;

    /// <summary>Null: as the price list has it.</summary>
    public decimal? Price { get; init; }

    public string? Note { get; init; }
}

/// <summary>An agreement on paper.</summary>
public sealed record AgreementDraft
{
    public required AgreementKind Kind { get; init; }
    public required int ClientId { get; init; }
    public required int UnitId { get; init; }
    public AgreementFields Fields { get; init; } = new();
}

/// <summary>What is written on an agreement, and may be corrected while it is being prepared.</summary>
public sealed record AgreementFields
{
    public string? Number { get; init; }

    /// <summary>Null: as agreed before, else as the price list has it.</summary>
    public decimal? Price { get; init; }

    public decimal? Commission { get; init; }

    /// <summary>The office's day on which it was signed; null while it is being prepared.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>Until when a reservation agreement is good.</summary>
    public DateOnly? GoodUntil { get; init; }

    public string? Note { get; init; }
}

/// <summary>Why an agreement came to nothing.</summary>
public sealed record AgreementEnd(int? ReasonId, string? Note);
