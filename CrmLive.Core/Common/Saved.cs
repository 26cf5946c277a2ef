namespace CrmLive.Core.Common;

/// <summary>How a command ended. What people do to each other (a colleague was quicker, a field is wrong) is an answer; a fault is an exception.</summary>
public sealed record Saved
{
    /// <summary>The row written; 0 when none was.</summary>
    public int Id { get; init; }

    public SavedOutcome Outcome { get; init; }

    /// <summary>With <see cref="SavedOutcome.Conflict"/>: who was quicker, and when.</summary>
    public string? By { get; init; }

    public DateTime? At { get; init; }

    public ValueList<Problem> Problems { get; init; } = [];

    public bool Ok => Outcome == SavedOutcome.Done;

    public static Saved As(int id) => new() { Id = id };

    public static Saved Gone { get; } = new() { Outcome = SavedOutcome.Gone };

    public static Saved Conflict(string? by, DateTime? at) => new() { Outcome = SavedOutcome.Conflict, By = by, At = at };

    public static Saved Invalid(params ReadOnlySpan<Problem> problems) => new() { Outcome = SavedOutcome.Invalid, Problems = [.. problems] };
}

public enum SavedOutcome { Done, Conflict, Gone, Invalid }

/// <summary>What is wrong with which field; the key is translated beside the field.</summary>
/// <param name="Of">Which of several in that field, as the name of a file.</param>
public sealed record Problem(string Field, string Key, string? Of = null);
