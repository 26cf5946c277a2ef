namespace CrmLive.Core.Sample;

internal enum Post { Receptionist, Advisor, Manager, Administrator, DataProtectionOfficer, Care }

/// <summary>An invented employee: where they sit, and how they work.</summary>
internal sealed record Employee(int Id, string FirstName, string LastName, Post Post, int Branch, string Extension, Temper Temper)
{
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>Short, as people type it; the e-mail opens the door as well.</summary>
    public string Login => $"{Common.SearchKey.Of(FirstName)}.{Common.SearchKey.Of(LastName)}";

    public string Email => $"{Login}@example.com";

    public string RoleKey => Post switch
    {
        Post.Receptionist => "receptionist",
        Post.Manager => "manager",
        Post.Administrator => "administrator",
        Post.DataProtectionOfficer => "data-protection-officer",
        _ => "advisor",
    };
}

/// <summary>What makes one advisor's numbers green and another's red.</summary>
/// <param name="Share">How many clients they get, against a colleague's 1.</param>
/// <param name="Response">Working minutes until they call a new lead back, by the median.</param>
/// <param name="Charm">How many of their clients come to a meeting and buy, against a colleague's 1.</param>
/// <param name="Care">How often they do on the day what they planned for it.</param>
internal sealed record Temper(double Share, double Response, double Charm, double Care)
{
    public static Temper Even { get; } = new(1, 30, 1, 0.9);
}
