namespace CrmLive.Core.Data;

/// <summary>An incremental view: always equal to what a recount of the rows would give.</summary>
public sealed class DailyTotal
{
    /// <summary>The office's day, not UTC's.</summary>
    public DateOnly Day { get; set; }

    /// <summary>0 where nobody is responsible; part of the key, so never null.</summary>
    public int UserId { get; set; }

    public int InvestmentId { get; set; }
    public Measure Measure { get; set; }
    public int Count { get; set; }
    public long Seconds { get; set; }

    /// <summary>Hundredths of the currency: SQLite adds integers exactly and decimals not.</summary>
    public long AmountMinor { get; set; }
}
