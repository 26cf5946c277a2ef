using CrmLive.Core.Common;

namespace CrmLive.Core.Clients;

/// <summary>What a person fills in on a new card; at least one of name, telephone and e-mail.</summary>
public sealed record NewClient
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Town { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public int? AdvisorId { get; init; }
    public int? BranchId { get; init; }
    public int? SourceId { get; init; }
    public int? InvestmentId { get; init; }
    public string? Description { get; init; }

    /// <summary>The call the card was opened from.</summary>
    public int? FromCallId { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>A17: the first contact is planned with the card. Left out by an import that does not want thousands of calls tomorrow, and by who plans one in the same breath.</summary>
    public bool PlanFirstStep { get; init; } = true;

    internal static Problem NeedsSomething { get; } = new(nameof(LastName), "ClientNeedsSomething");

    internal IEnumerable<Problem> Problems() => string.IsNullOrWhiteSpace(FirstName + LastName + Company + Phone + Email) ? Wrong().Prepend(NeedsSomething) : Wrong();

    /// <summary>What is wrong with what there is.</summary>
    internal IEnumerable<Problem> Wrong()
    {
        if (!string.IsNullOrWhiteSpace(Email) && !ContactRules.IsEmail(Email))
        {
            yield return new(nameof(Email), "EmailWrong");
        }

        if (TooLong().FirstOrDefault() is { } field)
        {
            yield return new(field, "TooLong");
        }
    }

    private string[] TooLong() =>
    [
        .. new (string Field, string? Text, int Longest)[]
        {
            (nameof(FirstName), FirstName, 100), (nameof(LastName), LastName, 100), (nameof(Company), Company, 200),
            (nameof(Town), Town, 100), (nameof(Phone), Phone, 40), (nameof(Description), Description, 4000),
        }.Where(f => f.Text?.Length > f.Longest).Select(f => f.Field),
    ];
}
