namespace CrmLive.Core.Agreements;

/// <summary>Everything that can be wrong with an agreement, an offer or a unit as a person entered it; each has its words beside the field.</summary>
public static class AgreementProblem
{
    public const string ClientGone = nameof(ClientGone);
    public const string ClientFinished = nameof(ClientFinished);
    public const string UnitMissing = nameof(UnitMissing);
    public const string UnitWithdrawn = nameof(UnitWithdrawn);

    /// <summary>Another client has it on paper.</summary>
    public const string UnitTaken = nameof(UnitTaken);

    /// <summary>Another client's oral reservation keeps it.</summary>
    public const string HeldByAnother = nameof(HeldByAnother);

    public const string AlreadyReserved = nameof(AlreadyReserved);
    public const string InPreparation = nameof(InPreparation);
    public const string OutOfOrder = nameof(OutOfOrder);
    public const string DaysWrong = nameof(DaysWrong);

    /// <summary>Somebody waits behind it.</summary>
    public const string SomebodyWaits = nameof(SomebodyWaits);

    public const string PriceWrong = nameof(PriceWrong);

    /// <summary>Under the unit's limit, which takes a right of its own.</summary>
    public const string PriceTooLow = nameof(PriceTooLow);

    public const string SignedInFuture = nameof(SignedInFuture);
    public const string SignedTooEarly = nameof(SignedTooEarly);
    public const string Locked = nameof(Locked);
    public const string ReasonMissing = nameof(ReasonMissing);
    public const string TooLong = nameof(TooLong);
    public const string AddressWrong = nameof(AddressWrong);
    public const string UnitsMissing = nameof(UnitsMissing);
    public const string NumberWrong = nameof(NumberWrong);
    public const string UnitBusy = nameof(UnitBusy);
    public const string LineWrong = nameof(LineWrong);
    public const string LinesMissing = nameof(LinesMissing);
    public const string NumberTwice = nameof(NumberTwice);
    public const string NameMissing = nameof(NameMissing);

    public static IReadOnlyList<string> All { get; } =
    [
        ClientGone, ClientFinished, UnitMissing, UnitWithdrawn, UnitTaken, HeldByAnother, AlreadyReserved, InPreparation, OutOfOrder, DaysWrong, SomebodyWaits,
        PriceWrong, PriceTooLow, SignedInFuture, SignedTooEarly, Locked, ReasonMissing, TooLong, AddressWrong, UnitsMissing, NumberWrong, UnitBusy,
        LineWrong, LinesMissing, NumberTwice, NameMissing,
    ];
}
