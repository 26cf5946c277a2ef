namespace CrmLive.Core.Roster.Import;

/// <summary>How much one import takes; said before anybody uploads.</summary>
public static class ImportLimits
{
    public const int MostMebibytes = 20;
    public const int MostRows = 100_000;
}
