namespace CrmLive.Web.Account;

/// <summary>Texts of sign-in, the own account and the first run.</summary>
public sealed class AccountText;
