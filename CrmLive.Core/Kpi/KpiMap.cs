using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Kpi;

internal sealed class KpiMap : IEntityTypeConfiguration<Plan>, IEntityTypeConfiguration<RolePlan>, IEntityTypeConfiguration<Weights>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans");
        builder.HasIndex(p => new { p.UserId, p.Week }).IsUnique();
        builder.HasIndex(p => p.Week);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
    }

    public void Configure(EntityTypeBuilder<RolePlan> builder)
    {
        builder.ToTable("RolePlans");
        builder.HasIndex(p => new { p.RoleId, p.FromWeek }).IsUnique();
        builder.HasOne<Role>().WithMany().HasForeignKey(p => p.RoleId);
    }

    public void Configure(EntityTypeBuilder<Weights> builder)
    {
        builder.ToTable("Weights");
        builder.HasIndex(w => w.ValidFrom).IsUnique();
    }
}
