using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Office;

internal sealed class OfficeMap :
    IEntityTypeConfiguration<OfficeSettings>,
    IEntityTypeConfiguration<OfficeDay>,
    IEntityTypeConfiguration<TalkRule>,
    IEntityTypeConfiguration<Line>,
    IEntityTypeConfiguration<DictionaryEntry>,
    IEntityTypeConfiguration<Unit>,
    IEntityTypeConfiguration<Branch>,
    IEntityTypeConfiguration<Department>,
    IEntityTypeConfiguration<SalesOffice>,
    IEntityTypeConfiguration<Source>,
    IEntityTypeConfiguration<Investment>,
    IEntityTypeConfiguration<Stage>,
    IEntityTypeConfiguration<Building>
{
    public void Configure(EntityTypeBuilder<OfficeSettings> builder)
    {
        builder.ToTable("OfficeSettings");
        builder.Property(o => o.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<OfficeDay> builder)
    {
        builder.ToTable("OfficeDays");
        builder.HasIndex(d => d.Day).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TalkRule> builder)
    {
        builder.ToTable("TalkRules");
        builder.HasIndex(r => r.ValidFrom).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Line> builder)
    {
        builder.ToTable("Lines");
        builder.HasIndex(l => l.E164);
        builder.HasOne<Investment>().WithMany().HasForeignKey(l => l.InvestmentId);
    }

    public void Configure(EntityTypeBuilder<DictionaryEntry> builder)
    {
        builder.ToTable("Dictionary");
        builder.HasIndex(e => new { e.Kind, e.Position });
    }

    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("Units");
        builder.HasIndex(u => new { u.InvestmentId, u.Status });
        builder.HasIndex(u => u.SearchKey);
    }

    public void Configure(EntityTypeBuilder<Branch> builder) => builder.ToTable("Branches");

    public void Configure(EntityTypeBuilder<Department> builder) => builder.ToTable("Departments");

    public void Configure(EntityTypeBuilder<SalesOffice> builder) => builder.ToTable("SalesOffices");

    public void Configure(EntityTypeBuilder<Source> builder) => builder.ToTable("Sources");

    public void Configure(EntityTypeBuilder<Investment> builder) => builder.ToTable("Investments");

    public void Configure(EntityTypeBuilder<Stage> builder) => builder.ToTable("Stages");

    public void Configure(EntityTypeBuilder<Building> builder) => builder.ToTable("Buildings");
}
