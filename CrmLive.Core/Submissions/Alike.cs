using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>What the office already knows of a submission's person (B12–B14); by value, so that a search that finds the same renders nothing.</summary>
public sealed record Alike
{
    public static Alike Nobody { get; } = new();

    public ValueList<AlikeClient> Clients { get; init; } = [];
    public ValueList<AlikeSubmission> Submissions { get; init; } = [];
    public ValueList<AlikeLead> Leads { get; init; } = [];

    /// <summary>More are the same than are shown.</summary>
    public bool More { get; init; }
}

/// <summary>One row of what is alike. One that the actor may not see is told of where it is certain, without a name: else the same person would be taken in twice.</summary>
public interface IAlike
{
    /// <summary>0 when the actor may not see it.</summary>
    int Id { get; }

    SameIn Same { get; }
}

/// <param name="Phone">The one that is the same, else the first.</param>
/// <param name="Over">Their service has ended.</param>
public sealed record AlikeClient(int Id, SameIn Same, string? Name, string? Phone, string? Email, string? Source, DateTime? SourceAt, string? Advisor, bool Over) : IAlike;

public sealed record AlikeSubmission(int Id, SameIn Same, string? Name, string? Phone, string? Email, string? Investment, string? Source, DateTime ArrivedAt, SubmissionStatus Status) : IAlike;

/// <param name="At">When it came, which is when its source brought it.</param>
/// <param name="ClientId">Whose it already is.</param>
public sealed record AlikeLead(int Id, SameIn Same, string? Name, string? Phone, string? Email, string? Source, DateTime? At, string? Advisor, int? ClientId) : IAlike;
