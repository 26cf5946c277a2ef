using System.Globalization;
using CrmLive.Core.Agreements;
using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Web.Agreements;

/// <summary>How units, agreements and prices look in lists.</summary>
public static class DealLook
{
    public static string Tone(UnitStatus status) => status switch
    {
        UnitStatus.Available => "good",
        UnitStatus.OralReservation => "waiting",
        UnitStatus.Sold or UnitStatus.HandedOver or UnitStatus.Withdrawn => "off",
        _ => "talking",
    };

    public static string Tone(AgreementRow row) => row switch
    {
        { Status: AgreementStatus.Signed } => "good",
        { IsLive: true, IsOral: true, HeldSince: not null } => "talking",
        { IsLive: true } => "waiting",
        _ => "off",
    };

    public static string Price(decimal amount, bool cents = false) => new Money(amount).Format(CultureInfo.CurrentCulture, cents);

    /// <summary>Of prices below each other one has grosze, so all show them: units stand under units.</summary>
    public static bool Cents(params IEnumerable<decimal?> column) => column.Any(price => price is { } amount && !new Money(amount).IsWhole);

    /// <summary>For a field to type in: a database gives back the zeros it was given.</summary>
    public static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;

    public static string Area(decimal area) => $"{area.ToString("N2", CultureInfo.CurrentCulture)}\u00A0m²";
}
