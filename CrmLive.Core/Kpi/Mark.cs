namespace CrmLive.Core.Kpi;

/// <summary>Red or green (K7), and neither where there is nothing to compare with.</summary>
public enum Tone { NoPlan, Below, Met }

/// <summary>A fact against its plan. A plan of zero or none divides nothing and is no false green.</summary>
public readonly record struct Mark(int Fact, decimal Plan)
{
    public Tone Tone => Plan <= 0 ? Tone.NoPlan : Fact < Plan ? Tone.Below : Tone.Met;

    /// <summary>Of the plan, 1 being all of it (K8); null without a plan.</summary>
    public decimal? Attained => Plan <= 0 ? null : Fact / Plan;

    /// <summary>Above the plan or, negative, below it.</summary>
    public decimal? Gap => Plan <= 0 ? null : Fact - Plan;

    /// <summary>K8: 1 is just in time. Null before the period's first working minute and without a plan.</summary>
    public decimal? Pace(decimal elapsed) => Plan <= 0 || elapsed <= 0 ? null : Fact / (Plan * elapsed);
}
