namespace CrmLive.Core.Kpi;

/// <summary>The sales department in a period: its people with their plans, and the weights of its days.</summary>
internal sealed record Team(KpiPeriod Period, IReadOnlyList<Member> Members, IReadOnlyList<WeightSpan> Weights);
