using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>What the office makes of a submission (B17).</summary>
public sealed record Decision
{
    public required int SubmissionId { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>With <see cref="Verdict.Link"/>: the client it is.</summary>
    public int? ClientId { get; init; }

    /// <summary>With <see cref="Verdict.Create"/>: who is to look after the new client; null leaves it to the office.</summary>
    public int? AdvisorId { get; init; }

    /// <summary>With a client: similar leads that are the same person, and come along (B14).</summary>
    public ValueList<int> LeadIds { get; init; } = [];

    /// <summary>Goes to the broker with the news.</summary>
    public string? Comment { get; init; }

    internal const int LongestComment = 4000;

    internal IEnumerable<Problem> Problems()
    {
        if (Comment?.Length > LongestComment)
        {
            yield return new(nameof(Comment), "TooLong");
        }

        if (Verdict == Verdict.Link && ClientId is null)
        {
            yield return new(nameof(ClientId), "ClientMissing");
        }
    }
}

public enum Verdict
{
    Reject,

    /// <summary>Yes, and nothing else happens.</summary>
    Accept,

    /// <summary>Yes, and the client gets a card and a first step (A17).</summary>
    Create,

    /// <summary>Yes, and it is a client we have.</summary>
    Link,
}
