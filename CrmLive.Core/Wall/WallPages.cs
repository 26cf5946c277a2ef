namespace CrmLive.Core.Wall;

/// <summary>What the middle of a wall can show; it turns from one to the next by itself.</summary>
public static class WallPages
{
    public const string Ranking = "ranking";

    /// <summary>By percent of one's own plan, so that a junior can win (K10).</summary>
    public const string OwnPlan = "own-plan";

    /// <summary>Meetings, calls and e-mails against plan.</summary>
    public const string Contacts = "contacts";

    /// <summary>The calls of the day by the hour.</summary>
    public const string Calls = "calls";

    public const string Agreements = "agreements";

    public static IReadOnlyList<string> All { get; } = [Ranking, OwnPlan, Contacts, Calls, Agreements];
}
