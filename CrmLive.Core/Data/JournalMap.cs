using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Data;

internal sealed class JournalMap : IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<DailyTotal>, IEntityTypeConfiguration<MonthlyTotal>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("Journal");
        builder.HasKey(e => e.Seq);
        builder.Property(e => e.Seq).ValueGeneratedOnAdd();
        builder.HasIndex(e => new { e.ClientId, e.Seq });
        builder.HasIndex(e => new { e.At, e.Event });
        builder.HasIndex(e => new { e.UserId, e.At });
        builder.HasIndex(e => new { e.Subject, e.SubjectId, e.Seq });
    }

    public void Configure(EntityTypeBuilder<DailyTotal> builder)
    {
        builder.ToTable("DailyTotals");
        // A report reads one measure over days, or all measures of a user: both find their rows together.
        builder.HasKey(t => new { t.Day, t.UserId, t.InvestmentId, t.Measure });
        builder.HasIndex(t => new { t.Measure, t.Day, t.UserId });
        // All that the KPI reads of a year, one stretch an employee and kind; the words are the query's own (KpiTotals).
        builder.HasIndex(t => new { t.UserId, t.Measure, t.Day, t.Count }).HasFilter("\"Measure\" >= 90").HasDatabaseName("IX_DailyTotals_Contacts");
    }

    public void Configure(EntityTypeBuilder<MonthlyTotal> builder)
    {
        builder.ToTable("MonthlyTotals");
        builder.HasKey(t => new { t.Month, t.UserId, t.InvestmentId, t.Measure });
        builder.HasIndex(t => new { t.Measure, t.Month, t.UserId });
        builder.HasIndex(t => new { t.UserId, t.Measure, t.Month, t.Count }).HasFilter("\"Measure\" >= 90").HasDatabaseName("IX_MonthlyTotals_Contacts");
    }
}
