namespace CrmLive.Web.Submissions;

/// <summary>Texts of broker forms, the broker's page and the inbox.</summary>
public sealed class SubmissionsText;
