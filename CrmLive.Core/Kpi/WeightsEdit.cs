using CrmLive.Core.Common;

namespace CrmLive.Core.Kpi;

/// <summary>Weights as the manager tries and publishes them.</summary>
public sealed record WeightsEdit
{
    /// <summary>Beyond this a slip of the finger would decide a year's ranking.</summary>
    private const int Most = 1000;

    public DateOnly ValidFrom { get; init; }
    public int Meeting { get; init; } = 5;
    public int Call { get; init; } = 2;
    public int Email { get; init; } = 1;

    public IReadOnlyList<Problem> Problems =>
    [
        .. from weight in ((string Name, int Value)[])[(nameof(Meeting), Meeting), (nameof(Call), Call), (nameof(Email), Email)]
           where weight.Value is < 0 or > Most
           select new Problem(weight.Name, "weight"),
    ];

    public Weights ToWeights() => new() { ValidFrom = ValidFrom, Meeting = Meeting, Call = Call, Email = Email };
}
