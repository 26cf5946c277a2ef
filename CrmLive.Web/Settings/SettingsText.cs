namespace CrmLive.Web.Settings;

/// <summary>Texts of the settings, and the names of all permissions.</summary>
public sealed class SettingsText;
