using CrmLive.Core.Access;

namespace CrmLive.Core.Kpi;

public static class KpiPermissions
{
    /// <summary>As far as the role reaches: one's own row, the branch's, everybody's.</summary>
    public const string See = "kpi.see";

    public const string Plan = "kpi.plan";
    public const string Weights = "kpi.weights";

    private const BuiltInRoles Leads = BuiltInRoles.Administrator | BuiltInRoles.Manager;

    public static PermissionGroup Group { get; } = new("kpi",
    [
        new(See, Leads | BuiltInRoles.Advisor),
        new(Plan, Leads),
        new(Weights, Leads),
    ]);
}
