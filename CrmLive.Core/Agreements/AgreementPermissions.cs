using CrmLive.Core.Access;

namespace CrmLive.Core.Agreements;

/// <summary>Seeing goes with seeing clients; these are about what may be promised and signed in the office's name.</summary>
public static class AgreementPermissions
{
    /// <summary>Oral reservations and offers, and withdrawing an oral reservation.</summary>
    public const string Reserve = "agreements.reserve";

    public const string Sign = "agreements.sign";

    /// <summary>Withdrawing what is on paper, and putting a wrong handover right.</summary>
    public const string Withdraw = "agreements.withdraw";

    /// <summary>A price below a unit's limit.</summary>
    public const string Discount = "agreements.discount";

    public const string EditUnits = "agreements.units";

    private const BuiltInRoles Leads = BuiltInRoles.Administrator | BuiltInRoles.Manager;

    public static PermissionGroup Group { get; } = new("agreements",
    [
        new(Reserve, Leads | BuiltInRoles.Advisor),
        new(Sign, Leads | BuiltInRoles.Advisor),
        new(Withdraw, Leads),
        new(Discount, Leads),
        new(EditUnits, Leads),
    ]);
}
