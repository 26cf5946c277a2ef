using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Data;

internal sealed class FindKeyMap : IEntityTypeConfiguration<FindKey>
{
    public void Configure(EntityTypeBuilder<FindKey> builder)
    {
        builder.ToTable("FindKeys");
        // One index walks all that begin so, the other asks of one row whether it has a second word too.
        builder.HasKey(k => new { k.Subject, k.SubjectId, k.Text, k.By, k.PartId });
        builder.HasIndex(k => new { k.Subject, k.By, k.Text, k.SubjectId });
    }
}
