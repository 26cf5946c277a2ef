using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Wall;

internal sealed class ScreenMap : IEntityTypeConfiguration<Screen>, IEntityTypeConfiguration<ScreenPairing>
{
    public void Configure(EntityTypeBuilder<Screen> builder)
    {
        builder.ToTable("Screens");
        builder.HasIndex(s => s.Hash).IsUnique();
        builder.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId);
    }

    public void Configure(EntityTypeBuilder<ScreenPairing> builder)
    {
        builder.ToTable("ScreenPairings");
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => p.Hash).IsUnique();
        builder.HasIndex(p => p.ExpiresAt);
    }
}
