using System.Text.Json.Serialization;
using CrmLive.Core.Wall;

namespace CrmLive.Web.Wall;

/// <summary>What the hub says to a wall.</summary>
public interface IWallListener
{
    Task Changed(WallChange change);

    /// <summary>Every few seconds: a wall that hears none knows that its numbers grow old.</summary>
    Task Beat(WallBeat beat);

    /// <summary>The screen was given other pages or another branch: ask Show again.</summary>
    Task Rearranged();

    Task Revoked();
}

/// <summary>The answer to Show: how this screen is arranged, and everything as of a version.</summary>
public sealed record WallWelcome(WallArrangement Screen, WallShown Shown);

/// <param name="Assets">Of which build the server is: a page of another one loads itself anew.</param>
public sealed record WallArrangement(string Name, string Office, string? Branch, IReadOnlyList<string> Pages, bool Sound, string Language, string TimeZone, string Assets, int MissedGoalMinutes)
{
    [JsonIgnore]
    public int? BranchId { get; init; }
}

public sealed record WallShown(long Version, DateTime Now, WallPeople People, WallCalls Calls, WallDeals Deals, WallHours Hours);

/// <summary>The parts that changed; the others are as they were in version <paramref name="After"/>.</summary>
public sealed record WallChange(long After, long Version, DateTime Now)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WallPeople? People { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WallCalls? Calls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WallDeals? Deals { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WallHours? Hours { get; init; }

    [JsonIgnore]
    public bool IsNothing => People is null && Calls is null && Deals is null && Hours is null;

    public static WallChange Between(WallShown before, WallShown now) => new(before.Version, now.Version, now.Now)
    {
        People = now.People.Equals(before.People) ? null : now.People,
        Calls = now.Calls.Equals(before.Calls) ? null : now.Calls,
        Deals = now.Deals.Equals(before.Deals) ? null : now.Deals,
        Hours = now.Hours.Equals(before.Hours) ? null : now.Hours,
    };
}

public sealed record WallBeat(long Version, DateTime Now);
