namespace CrmLive.Web.Agreements;

/// <summary>Texts of units, agreements and offers, wherever they are shown.</summary>
public sealed class AgreementsText;
