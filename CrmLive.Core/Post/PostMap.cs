using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Post;

internal sealed class PostMap : IEntityTypeConfiguration<ReceivedMail>, IEntityTypeConfiguration<MailboxState>, IEntityTypeConfiguration<PortalRule>
{
    public void Configure(EntityTypeBuilder<ReceivedMail> builder)
    {
        builder.ToTable("ReceivedMails");
        builder.HasIndex(m => m.OnceKey).IsUnique();
        // Of two people who sort the same mail the second is told.
        builder.Property(m => m.Kind).IsConcurrencyToken();
        builder.HasIndex(m => new { m.Kind, m.Id });
        builder.HasIndex(m => new { m.From, m.ReceivedAt });
        builder.HasOne(m => m.Lead).WithMany().HasForeignKey(m => m.LeadId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<MailboxState> builder)
    {
        builder.ToTable("MailboxStates");
        builder.Property(s => s.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<PortalRule> builder)
    {
        builder.ToTable("PortalRules");
        builder.HasOne<Source>().WithMany().HasForeignKey(r => r.SourceId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
    }
}
