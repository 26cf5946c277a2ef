namespace CrmLive.Web.Kpi;

/// <summary>Texts of the manager's pages: the board, plans, weights.</summary>
public sealed class KpiText;
