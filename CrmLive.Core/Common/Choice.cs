namespace CrmLive.Core.Common;

/// <summary>One of what can be chosen in a list.</summary>
public sealed record Choice(int Id, string Name);
