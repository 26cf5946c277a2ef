namespace CrmLive.Core.Data;

/// <summary>The daily totals of a calendar month added up, kept by the same steps: of a year only its broken months are read day by day.</summary>
public sealed class MonthlyTotal
{
    /// <summary>The first day of it.</summary>
    public DateOnly Month { get; set; }

    /// <summary>0 where nobody is responsible, as with the days.</summary>
    public int UserId { get; set; }

    public int InvestmentId { get; set; }
    public Measure Measure { get; set; }
    public int Count { get; set; }
    public long Seconds { get; set; }
    public long AmountMinor { get; set; }
}
