namespace CrmLive.Core.Live;

/// <summary>What somebody has open: a client's card, a submission.</summary>
public readonly record struct Looked(LiveTopic Topic, int Id);
