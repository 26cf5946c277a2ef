namespace CrmLive.Web.App;

/// <summary>Texts of the frame around every page.</summary>
public sealed class AppText;
