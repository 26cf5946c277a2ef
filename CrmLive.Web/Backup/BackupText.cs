namespace CrmLive.Web.Backup;

/// <summary>Texts of taking a backup.</summary>
public sealed class BackupText;
