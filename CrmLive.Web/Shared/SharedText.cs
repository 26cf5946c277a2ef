namespace CrmLive.Web.Shared;

/// <summary>Texts that several slices say alike.</summary>
public sealed class SharedText;
