namespace CrmLive.Core.Agreements;

/// <summary>The legal order of a sale: from the spoken word to the notary, each step from one before it, none of them twice.</summary>
public static class AgreementSteps
{
    /// <param name="from">What the client has on the unit; null for nothing yet.</param>
    public static bool MayFollow(AgreementKind? from, AgreementKind to) => to switch
    {
        AgreementKind.OralReservation => from is null,
        AgreementKind.Reservation => from is null or AgreementKind.OralReservation,
        AgreementKind.Developer or AgreementKind.Preliminary => from is null or AgreementKind.OralReservation or AgreementKind.Reservation,
        AgreementKind.Final => from is not (AgreementKind.Final or AgreementKind.NotarialDeed),
        // A notary writes the deed from an agreement that obliges both sides to it.
        AgreementKind.NotarialDeed => from is AgreementKind.Developer or AgreementKind.Preliminary or AgreementKind.Final,
        _ => false,
    };

    /// <summary>The papers that may be made next, in their order.</summary>
    public static IReadOnlyList<AgreementKind> Next(AgreementKind? from) =>
        [.. Enum.GetValues<AgreementKind>().Where(kind => kind != AgreementKind.OralReservation && MayFollow(from, kind))];
}
