using CrmLive.Core.Access;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using Microsoft.AspNetCore.Identity;

namespace CrmLive.Core.Users;

/// <summary>An employee who signs in.</summary>
public sealed class User : IdentityUser<int>, IJournaled, ILive
{
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public int RoleId { get; set; }
    public Role? Role { get; set; }
    public int? BranchId { get; set; }
    public Branch? Branch { get; set; }
    public int? DepartmentId { get; set; }
    public Department? Department { get; set; }
    public int? SalesOfficeId { get; set; }

    /// <summary>Internal number at the exchange: a leg that rings it rings this user.</summary>
    public string? Extension { get; set; }

    /// <summary>"en", "pl", "ru"; null follows the office.</summary>
    public string? Language { get; set; }

    /// <summary>Says so on "who is free", until taken back.</summary>
    public bool Away { get; set; }

    /// <summary>Left the office: signs in no more, stays in history.</summary>
    public bool Retired { get; set; }

    /// <summary>First and last day at work: a week's plan is theirs by as much of it as they were there. Null is "always".</summary>
    public DateOnly? EmployedFrom { get; set; }

    public DateOnly? EmployedUntil { get; set; }
    public string SearchKey { get; set; } = "";

    [NotJournaled]
    public DateTime? LastSignInAt { get; set; }

    public string FullName => $"{FirstName} {LastName}";
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Users;
}
