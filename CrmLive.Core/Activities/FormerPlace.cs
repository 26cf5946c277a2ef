namespace CrmLive.Core.Activities;

/// <summary>When an activity took place, and with whom it was, before somebody moved it. UTC.</summary>
public sealed record FormerPlace(DateTime StartsAt, DateTime EndsAt, int AssignedToId);
