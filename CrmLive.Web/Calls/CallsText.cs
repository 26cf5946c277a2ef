namespace CrmLive.Web.Calls;

/// <summary>Texts of calls: the online panel, the pop-up, missed calls, the call's page.</summary>
public sealed class CallsText;
