namespace CrmLive.Core.Kpi;

/// <summary>Days on which the same weights hold.</summary>
public sealed record WeightSpan(DateOnly First, DateOnly Last, Weights Weights);

/// <summary>K9: a period cut where the weights change, so that each day earns what it earned then.</summary>
public static class WeightSpans
{
    /// <summary>Before the first weights an office ever made, those it starts with hold.</summary>
    public static IReadOnlyList<WeightSpan> Of(IEnumerable<Weights> all, DateOnly first, DateOnly last)
    {
        var spans = new List<WeightSpan>();
        var (from, holding) = (first, new Weights());
        foreach (var next in all.OrderBy(w => w.ValidFrom).Where(w => w.ValidFrom <= last))
        {
            if (next.ValidFrom > from)
            {
                spans.Add(new(from, next.ValidFrom.AddDays(-1), holding));
                from = next.ValidFrom;
            }

            holding = next;
        }

        spans.Add(new(from, last, holding));
        return spans;
    }
}
