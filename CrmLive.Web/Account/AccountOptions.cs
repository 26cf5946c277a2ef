namespace CrmLive.Web.Account;

/// <summary>Settings "Account".</summary>
public sealed record AccountOptions
{
    /// <summary>Of PBKDF2 with SHA-512; OWASP asks for 210,000. Raising it rehashes each password at its next sign-in.</summary>
    public int PasswordIterations { get; init; } = 210_000;

    public int PasswordLength { get; init; } = 10;

    /// <summary>So many wrong passwords or codes in a row lock the account.</summary>
    public int LockOutAfter { get; init; } = 5;

    public int LockOutMinutes { get; init; } = 15;

    /// <summary>A browser that was not seen for so long must sign in again.</summary>
    public int IdleHours { get; init; } = 12;
}
